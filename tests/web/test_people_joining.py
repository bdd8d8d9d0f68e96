from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from extramile.base import clock
from extramile.people import actions, queries
from extramile.people.models import Agent, Invitation
from tests.cast import Cast

LEA = {
    "name": "Lea Brandt",
    "email": "lea@northfold.example",
    "password": "moss-and-granite",
    "time_zone": "europe/berlin",
}


def link_of(invitation: Invitation) -> str:
    return f"/invite/{queries.invitation_secret(invitation)}"


def test_joining_by_link_signs_in(cast: Cast, stranger: Client) -> None:
    link = link_of(actions.invite(cast.ines, role="agent"))
    page = stranger.get(link)
    assert b"Ines Duarte invites you" in page.content
    assert stranger.post(link, LEA).headers["Location"] == "/desk/"
    assert b"Lea Brandt" in stranger.get("/profile").content
    assert Agent.objects.get(name="Lea Brandt").time_zone == "Europe/Berlin"
    assert Client().get(link).status_code == 404


def test_a_fixed_address_cannot_be_swapped(cast: Cast, stranger: Client) -> None:
    link = link_of(actions.invite(cast.ines, role="agent", email="lea@northfold.example"))
    assert b"disabled" in stranger.get(link).content
    stranger.post(link, {**LEA, "email": "thief@northfold.example"})
    assert Agent.objects.get(name="Lea Brandt").email == "lea@northfold.example"


def test_the_role_comes_from_the_invitation_only(cast: Cast, stranger: Client) -> None:
    link = link_of(actions.invite(cast.jo, role="agent"))
    stranger.post(link, {**LEA, "role": "admin", "is_active": "1"})
    assert Agent.objects.get(name="Lea Brandt").role == "agent"


def test_expired_withdrawn_and_made_up_links_say_so(cast: Cast, stranger: Client) -> None:
    late, withdrawn = actions.invite(cast.ines, role="agent"), actions.invite(cast.ines, role="agent")
    Invitation.objects.filter(pk=late.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    actions.withdraw(cast.ines, withdrawn.pk)
    for link in (link_of(late), link_of(withdrawn), "/invite/made-up"):
        assert stranger.get(link).status_code == 404
        assert stranger.post(link, LEA).status_code == 404
    assert not Agent.objects.filter(name="Lea Brandt").exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("password", "short", b"10 characters"),
        ("password", "lea brandt", b"too similar"),
        ("email", "maya@northfold.example", b"already uses"),
        ("time_zone", "Europe/Nowhere", b"from the list"),
        ("name", " .. ", b"at least one letter"),
    ],
)
def test_slips_are_said_beside_the_field(cast: Cast, stranger: Client, field: str, value: str, says: bytes) -> None:
    link = link_of(actions.invite(cast.ines, role="agent"))
    answer = stranger.post(link, {**LEA, field: value})
    assert says in answer.content
    assert f'id="id_{field}_error"'.encode() in answer.content
    assert not Agent.objects.filter(name="Lea Brandt").exists()


def test_somebody_who_is_signed_in_is_asked_to_sign_out_first(cast: Cast, as_agent: Client) -> None:
    link = link_of(actions.invite(cast.ines, role="admin"))
    assert b"signed in already" in as_agent.post(link, LEA).content
    assert queries.open_invitation(link.rsplit("/", 1)[1]) is not None
