"""What agents do with a conversation besides writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from extramile.base import clock
from extramile.customers.models import Block
from extramile.desk import actions
from extramile.desk.models import Conversation, Entry, Inbox
from tests import cast as northfold
from tests.cast import Cast


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    made = northfold.conversation(cast)
    northfold.said(made, "my tent has a torn seam")
    return made


def _entry(talk: Conversation) -> Entry:
    return Entry.objects.filter(conversation=talk).latest("seq")


@pytest.mark.parametrize(
    ("act", "given", "type"),
    [
        ("assign", {"to": "agent:me"}, "assigned"),
        ("snooze", {"until": ""}, "snoozed"),
        ("resolve", {}, "resolved"),
        ("tag", {"name": "torn"}, "tagged"),
    ],
)
def test_each_act_is_a_line_of_the_log(
    cast: Cast, talk: Conversation, as_agent: Client, act: str, given: dict[str, str], type: str
) -> None:
    given = {name: value.replace("me", str(cast.maya.pk)) for name, value in given.items()}
    assert as_agent.post(f"/desk/c/{talk.pk}/{act}", given).status_code == 204
    assert (_entry(talk).type, _entry(talk).agent) == (type, cast.maya.pk)


@pytest.mark.parametrize(("act", "back"), [("resolve", "reopen"), ("snooze", "wake")])
def test_what_is_done_can_be_undone(talk: Conversation, as_agent: Client, act: str, back: str) -> None:
    as_agent.post(f"/desk/c/{talk.pk}/{act}")
    assert Conversation.objects.get().status != "open"
    assert as_agent.post(f"/desk/c/{talk.pk}/{back}").status_code == 204
    assert Conversation.objects.get().status == "open"


def test_to_an_agent_to_a_team_to_both_and_to_nobody(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    agent, team = cast.sam.pk, cast.care.pk
    for to, holders in (
        (f"agent:{agent}", (agent, None)),
        (f"team:{team}", (None, team)),
        (f"agent:{agent} team:{team}", (agent, team)),
        ("", (None, None)),
    ):
        assert as_agent.post(f"/desk/c/{talk.pk}/assign", {"to": to}).status_code == 204
        now = Conversation.objects.get()
        assert (now.assignee_id, now.team_id) == holders


@pytest.mark.parametrize("to", ["agent:x", "sam", "agent:99999", "team:99999", "agent:1;2", "agent:" + "9" * 30])
def test_to_somebody_who_is_not_there(talk: Conversation, as_agent: Client, to: str) -> None:
    answer = as_agent.post(f"/desk/c/{talk.pk}/assign", {"to": to})
    assert answer.status_code == 422
    assert Conversation.objects.get().assignee_id is None


def test_a_snooze_until_a_time_without_a_zone_means_the_viewers(
    cast: Cast, talk: Conversation, sign_in: Callable[..., Client]
) -> None:
    cast.maya.time_zone = "Asia/Tokyo"
    cast.maya.save()
    day = (clock.now() + timedelta(days=5)).date()
    assert sign_in(cast.maya).post(f"/desk/c/{talk.pk}/snooze", {"until": f"{day}T09:00"}).status_code == 204
    until = Conversation.objects.get().snoozed_until
    assert until is not None
    assert until.isoformat() == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize("until", ["2020-01-01T09:00", "soon", "9999-12-31T23:59:00-1200", "9" * 40])
def test_a_snooze_that_cannot_be(talk: Conversation, as_agent: Client, until: str) -> None:
    answer = as_agent.post(f"/desk/c/{talk.pk}/snooze", {"until": until})
    assert answer.status_code == 422
    assert answer.content
    assert Conversation.objects.get().status == "open"


def test_tags_come_and_go(talk: Conversation, as_agent: Client) -> None:
    as_agent.post(f"/desk/c/{talk.pk}/tag", {"name": "Torn  seam"})
    assert list(talk.tags.values_list("name", flat=True)) == ["Torn seam"]
    assert "Torn seam" in as_agent.get(f"/desk/c/{talk.pk}/tags-menu").content.decode()
    as_agent.post(f"/desk/c/{talk.pk}/untag", {"name": "torn seam"})
    assert not talk.tags.exists()
    assert as_agent.post(f"/desk/c/{talk.pk}/tag", {"name": "  "}).status_code == 422


def test_contacts_are_kept_when_they_are_right(talk: Conversation, as_agent: Client) -> None:
    given = {"name": "Tomás O.", "email": "nope", "phone": "+34 600", "place": "Sevilla"}
    wrong = as_agent.post(f"/desk/c/{talk.pk}/contacts", given)
    assert wrong.status_code == 422
    assert "nope" in wrong.content.decode()
    right = as_agent.post(f"/desk/c/{talk.pk}/contacts", given | {"email": "t@example.org"})
    assert right.status_code == 200
    talk.customer.refresh_from_db()
    assert (talk.customer.name, talk.customer.email, talk.customer.place) == ("Tomás O.", "t@example.org", "Sevilla")


def test_blocking_and_unblocking(talk: Conversation, as_agent: Client) -> None:
    as_agent.post(f"/desk/c/{talk.pk}/block")
    as_agent.post(f"/desk/c/{talk.pk}/block")
    assert Block.objects.count() == 1
    assert "Blocked" in as_agent.get(f"/desk/c/{talk.pk}/customer").content.decode()
    as_agent.post(f"/desk/c/{talk.pk}/unblock")
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    "act", ["assign", "snooze", "wake", "resolve", "reopen", "tag", "untag", "contacts", "block", "unblock"]
)
def test_nobody_acts_on_what_they_may_not_see(
    cast: Cast, talk: Conversation, sign_in: Callable[..., Client], stranger: Client, act: str
) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.update(inbox=closed)
    given = {"name": "x", "to": f"agent:{cast.sam.pk}"}
    assert sign_in(cast.sam).post(f"/desk/c/{talk.pk}/{act}", given).status_code == 404
    assert sign_in(cast.sam).get(f"/desk/c/{talk.pk}/{act}").status_code == 405
    assert stranger.post(f"/desk/c/{talk.pk}/{act}", given).status_code == 401
    assert _entry(talk).type == "message"
    assert not Block.objects.exists()


def test_who_can_be_chosen_is_who_may_see(cast: Cast, talk: Conversation, as_agent: Client) -> None:
    menu = as_agent.get(f"/desk/c/{talk.pk}/assign-menu").content.decode()
    assert "Sam Okafor" in menu
    talk.inbox.teams.add(cast.care)
    menu = as_agent.get(f"/desk/c/{talk.pk}/assign-menu").content.decode()
    assert "Sam Okafor" not in menu
    assert "Maya Reyes" in menu
    assert "Jo Lind" in menu


@pytest.mark.parametrize(("said", "status"), [("database is locked", 503), ("no such column: x", 500)])
def test_a_page_whose_database_is_locked_asks_for_patience(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, said: str, status: int
) -> None:
    def locked(*given: object) -> None:
        raise OperationalError(said)

    browser = northfold.signed_in(cast.maya)
    browser.raise_request_exception = False
    monkeypatch.setattr(actions, "resolve", locked)
    answer = browser.post(f"/desk/c/{northfold.conversation(cast).pk}/resolve")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, "5" if status == 503 else None)
    assert ("The desk is not ready" in answer.content.decode()) == (status == 503)
