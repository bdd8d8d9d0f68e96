from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from extramile.base import clock
from extramile.people import access, actions, queries
from extramile.people.models import Agent, Invitation
from tests.cast import Cast

WHO: dict[str, Any] = {
    "name": "Lea Brandt",
    "email": "lea@northfold.example",
    "password": "moss-and-granite",
    "time_zone": "Europe/Berlin",
}


def test_an_invitation_becomes_a_person_once(cast: Cast) -> None:
    invitation = actions.invite(cast.ines, role="lead", teams=[cast.care.pk])
    secret = queries.invitation_secret(invitation)
    lea = actions.accept(secret, **WHO)
    assert (lea.role, lea.email, lea.time_zone) == ("lead", "lea@northfold.example", "Europe/Berlin")
    assert list(lea.teams.all()) == [cast.care]
    assert lea.check_password("moss-and-granite")
    with pytest.raises(actions.InvitationOver):
        actions.accept(secret, **{**WHO, "email": "second@northfold.example"})


def test_nothing_that_is_stored_opens_the_door(cast: Cast) -> None:
    invitation = actions.invite(cast.ines, role="admin")
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    secret = queries.invitation_secret(invitation)
    assert secret not in {str(value) for value in row.values()}
    for value in row.values():
        assert queries.open_invitation(str(value)) is None


def test_the_invited_address_wins(cast: Cast) -> None:
    invitation = actions.invite(cast.jo, role="agent", email="Lea@Northfold.example")
    lea = actions.accept(queries.invitation_secret(invitation), **{**WHO, "email": "other@northfold.example"})
    assert lea.email == "lea@northfold.example"


def test_leads_invite_agents_only(cast: Cast) -> None:
    assert actions.invite(cast.jo, role="agent").role == "agent"
    for role in ("lead", "admin"):
        with pytest.raises(access.NotAllowed):
            actions.invite(cast.jo, role=role)
    with pytest.raises(access.NotAllowed):
        actions.invite(cast.maya, role="agent")


def test_a_lead_does_not_withdraw_an_admins_invitation(cast: Cast) -> None:
    invitation = actions.invite(cast.ines, role="admin")
    with pytest.raises(access.NotAllowed):
        actions.withdraw(cast.jo, invitation.pk)


def test_an_expired_or_withdrawn_invitation_is_over(cast: Cast) -> None:
    late, withdrawn = actions.invite(cast.ines, role="agent"), actions.invite(cast.ines, role="agent")
    Invitation.objects.filter(pk=late.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    actions.withdraw(cast.ines, withdrawn.pk)
    for invitation in (late, withdrawn):
        with pytest.raises(actions.InvitationOver):
            actions.accept(queries.invitation_secret(invitation), **WHO)
    with pytest.raises(access.NotThere):
        actions.withdraw(cast.ines, withdrawn.pk)


def test_an_invitation_falls_with_its_inviter(cast: Cast) -> None:
    invitation = actions.invite(cast.ines, role="admin")
    Agent.objects.filter(pk=cast.ines.pk).update(role="lead")
    with pytest.raises(actions.InvitationOver):
        actions.accept(queries.invitation_secret(invitation), **WHO)


def test_an_address_of_a_colleague_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(actions.AddressTaken):
        actions.invite(cast.ines, role="agent", email="MAYA@northfold.example")
    invitation = actions.invite(cast.ines, role="agent")
    with pytest.raises(actions.AddressTaken):
        actions.accept(queries.invitation_secret(invitation), **{**WHO, "email": "Maya@northfold.example"})


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_one_link_at_once_one_joins(cast: Cast) -> None:
    secret = queries.invitation_secret(actions.invite(cast.ines, role="agent"))
    gate, outcomes = threading.Barrier(2), []

    def join(name: str) -> None:
        gate.wait()
        try:
            actions.accept(secret, **{**WHO, "email": f"{name}@northfold.example"})
            outcomes.append("joined")
        except actions.InvitationOver:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=(name,)) for name in ("lea", "tom")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["joined", "late"]
    assert Agent.objects.count() == 5
