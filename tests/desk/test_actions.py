"""What agents do to a conversation, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from extramile.base import clock
from extramile.base.text import EmptyText, TextTooLong
from extramile.desk import actions
from extramile.desk.access import NotThere, conversation_for, inboxes_of
from extramile.desk.actions.snooze import wake_due
from extramile.desk.models import Conversation, Entry, Inbox
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent, Team
from tests.cast import Cast
from tests.desk.receiving import Writer, gapless, log, new


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    """A visitor who has written once."""
    made = Writer(cast)
    made.says("Hi. My tent arrived with a torn seam")
    return made


@pytest.fixture
def care_only(cast: Cast) -> Inbox:
    """The inbox, served by Maya's team alone."""
    cast.inbox.teams.add(cast.care)
    return cast.inbox


EVERY: list[Callable[[Agent, int], Any]] = [
    lambda agent, pk: actions.assign(agent, pk, agent=agent.pk),
    lambda agent, pk: actions.snooze(agent, pk, until=None),
    lambda agent, pk: actions.wake(agent, pk),
    lambda agent, pk: actions.resolve(agent, pk),
    lambda agent, pk: actions.reopen(agent, pk),
    lambda agent, pk: actions.tag(agent, pk, "urgent"),
    lambda agent, pk: actions.untag(agent, pk, "urgent"),
    lambda agent, pk: actions.write(agent, pk, name=new(), text="x"),  # type: ignore[arg-type]
    lambda agent, pk: actions.write(agent, pk, name=new(), text="x", note=True),  # type: ignore[arg-type]
    lambda agent, pk: conversation_for(agent, pk),
]


@pytest.mark.parametrize("act", EVERY)
def test_who_may_not_see_may_not_act(cast: Cast, tomas: Writer, care_only: Inbox, act: Callable[..., Any]) -> None:
    before = log(tomas.conversation)
    with pytest.raises(NotThere):
        act(cast.sam, tomas.conversation.pk)
    with pytest.raises(NotThere):
        act(cast.maya, 10**9)
    Agent.objects.filter(pk=cast.maya.pk).update(is_active=False)
    cast.maya.refresh_from_db()
    with pytest.raises(NotThere):
        act(cast.maya, tomas.conversation.pk)
    assert log(tomas.conversation) == before
    act(cast.jo, tomas.conversation.pk)


def test_who_sees_what(cast: Cast, care_only: Inbox) -> None:
    open_to_all = Inbox.objects.create(name="All")
    assert inboxes_of(cast.maya) == {care_only.pk, open_to_all.pk}
    assert inboxes_of(cast.sam) == {open_to_all.pk}
    assert inboxes_of(cast.jo) == inboxes_of(cast.ines) == {care_only.pk, open_to_all.pk}


def shape(entry: EntryShape | None) -> tuple[str, Any, Any, str]:
    assert entry is not None
    return entry.type, entry.data, entry.agent, entry.author


def test_assigning(cast: Cast, tomas: Writer) -> None:
    pk = tomas.conversation.pk
    entry = actions.assign(cast.jo, pk, agent=cast.maya.pk, team=cast.care.pk)
    names = {"agent": cast.maya.pk, "agent_name": "Maya Reyes", "team": cast.care.pk, "team_name": "Care"}
    assert shape(entry) == ("assigned", names, cast.jo.pk, "Jo Lind")
    assert actions.assign(cast.jo, pk, agent=cast.maya.pk, team=cast.care.pk) is None
    entry = actions.assign(cast.maya, pk)
    nobody = {"agent": None, "agent_name": None, "team": None, "team_name": None}
    assert shape(entry) == ("assigned", nobody, cast.maya.pk, "Maya Reyes")
    assert tomas.conversation.assignee is None


def test_assigning_to_one_who_cannot_see(cast: Cast, tomas: Writer, care_only: Inbox) -> None:
    pk = tomas.conversation.pk
    others = Team.objects.create(name="Others")
    left = Agent.objects.create_user(email="left@northfold.example", name="Left", is_active=False)
    cast.care.members.add(left)
    for wrong in ({"agent": cast.sam.pk}, {"agent": left.pk}, {"agent": 10**6}, {"team": others.pk}, {"team": 10**6}):
        with pytest.raises(actions.CannotSee):
            actions.assign(cast.maya, pk, **wrong)
    with pytest.raises(actions.CannotSee):
        actions.assign(cast.maya, pk, agent=cast.maya.pk, team=others.pk)
    assert log(pk) == [(1, 1, "message")]
    assert actions.assign(cast.maya, pk, agent=cast.ines.pk, team=cast.care.pk)


def test_the_first_answer_assigns_and_later_ones_do_not(cast: Cast, tomas: Writer) -> None:
    pk = tomas.conversation.pk
    actions.write(cast.sam, pk, name=new(), text="noted", note=True)  # type: ignore[arg-type]
    assert tomas.conversation.assignee is None
    actions.write(cast.maya, pk, name=new(), text="I’m sorry")  # type: ignore[arg-type]
    actions.write(cast.sam, pk, name=new(), text="Me too")  # type: ignore[arg-type]
    made = tomas.conversation
    assert (made.assignee, made.waiting_since, made.last_by, made.last_agent) == (cast.maya, None, "agent", cast.sam.pk)
    assert [kind for *_, kind in log(pk)] == ["message", "note", "assigned", "message", "message"]


def test_writing_is_safe_to_repeat_and_cleaned(cast: Cast, tomas: Writer) -> None:
    name = new()
    first = actions.write(cast.maya, tomas.conversation.pk, name=name, text=" a\x00\r\nb ")  # type: ignore[arg-type]
    assert first.text == "a\ufffd\nb"
    assert actions.write(cast.maya, tomas.conversation.pk, name=name, text="x") == first  # type: ignore[arg-type]
    for text, error in (("  ", EmptyText), ("x" * 10_001, TextTooLong)):
        with pytest.raises(error):
            actions.write(cast.maya, tomas.conversation.pk, name=new(), text=text)  # type: ignore[arg-type]
    assert Entry.objects.filter(type="message").count() == 2


def test_resolving_and_reopening(cast: Cast, tomas: Writer) -> None:
    pk = tomas.conversation.pk
    assert actions.reopen(cast.maya, pk) is None
    resolved = actions.resolve(cast.maya, pk)
    assert resolved and (resolved.said, resolved.data) == (2, {})
    assert actions.resolve(cast.maya, pk) is None
    assert (tomas.conversation.status, tomas.conversation.waiting_since) == ("resolved", None)
    reopened = actions.reopen(cast.maya, pk)
    assert reopened and (reopened.said, reopened.data) == (3, {})
    assert tomas.conversation.waiting_since == tomas.conversation.last_at
    actions.resolve(cast.maya, pk)
    tomas.says("It tore again")
    why = Entry.objects.filter(type="reopened").latest("seq")
    assert (why.data, why.by, why.said) == ({"why": "customer"}, "visitor", 5)
    actions.resolve(cast.maya, pk)
    actions.write(cast.maya, pk, name=new(), text="One more thing")  # type: ignore[arg-type]
    why = Entry.objects.filter(type="reopened").latest("seq")
    assert (why.data, why.by, why.agent) == ({}, "agent", cast.maya.pk)
    actions.resolve(cast.maya, pk)
    actions.write(cast.maya, pk, name=new(), text="psst", note=True)  # type: ignore[arg-type]
    assert tomas.conversation.status == "resolved", "a note wakes nobody"
    gapless(pk)


def test_snoozing_until_the_customer_writes(cast: Cast, tomas: Writer) -> None:
    pk = tomas.conversation.pk
    entry = actions.snooze(cast.maya, pk, until=None)
    assert entry and (entry.said, entry.data) == (None, {"until": None})
    assert actions.snooze(cast.maya, pk, until=None) is None
    actions.write(cast.maya, pk, name=new(), text="We are waiting for the factory")  # type: ignore[arg-type]
    assert tomas.conversation.status == "snoozed"
    tomas.says("Any news?")
    assert tomas.conversation.status == "open"
    assert Entry.objects.get(type="woken").data == {"why": "customer"}


def test_snoozing_until_a_time(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    pk, now = tomas.conversation.pk, clock.now()
    for past in (now, now - timedelta(days=1)):
        with pytest.raises(actions.PastTime):
            actions.snooze(cast.maya, pk, until=past)
    until = now + timedelta(hours=2)
    entry = actions.snooze(cast.maya, pk, until=until)
    assert entry and entry.data == {"until": clock.stamp(until)}
    wake_due()
    assert tomas.conversation.status == "snoozed", "it is not time yet"
    monkeypatch.setattr(clock, "now", lambda: until)
    wake_due()
    wake_due()
    assert (tomas.conversation.status, tomas.conversation.snoozed_until) == ("open", None)
    assert [one.data for one in Entry.objects.filter(type="woken")] == [{"why": "time"}]


def test_every_snooze_that_is_due_wakes_whatever_became_of_its_worker(
    cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Writer(cast)
    other.says()
    due = clock.now() + timedelta(hours=1)
    for one in (tomas, other):
        actions.snooze(cast.maya, one.conversation.pk, until=due)
    monkeypatch.setattr(clock, "now", lambda: due + timedelta(days=3))
    wake_due()
    assert {one.conversation.status for one in (tomas, other)} == {"open"}
    gapless(other.conversation.pk)


def test_a_snooze_that_is_put_off_wakes_at_its_last_time(
    cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk, now = tomas.conversation.pk, clock.now()
    early, late = now + timedelta(hours=1), now + timedelta(hours=2)
    actions.snooze(cast.maya, pk, until=early)
    actions.snooze(cast.maya, pk, until=late)
    monkeypatch.setattr(clock, "now", lambda: early)
    wake_due()
    assert tomas.conversation.status == "snoozed"
    actions.snooze(cast.maya, pk, until=None)
    monkeypatch.setattr(clock, "now", lambda: late)
    wake_due()
    assert tomas.conversation.status == "snoozed", "until the customer writes"
    entry = actions.wake(cast.maya, pk)
    assert entry and entry.data == {"why": "agent"}
    assert actions.wake(cast.maya, pk) is None


def test_a_resolved_conversation_is_not_snoozed(cast: Cast, tomas: Writer) -> None:
    actions.resolve(cast.maya, tomas.conversation.pk)
    with pytest.raises(actions.Refused):
        actions.snooze(cast.maya, tomas.conversation.pk, until=None)


def test_tags(cast: Cast, tomas: Writer) -> None:
    pk = tomas.conversation.pk
    assert shape(actions.tag(cast.maya, pk, "  Torn \n seam ")) == (
        "tagged",
        {"tag": "Torn seam"},
        cast.maya.pk,
        "Maya Reyes",
    )
    assert actions.tag(cast.maya, pk, "torn SEAM") is None
    assert actions.untag(cast.maya, pk, "other") is None
    assert shape(actions.untag(cast.maya, pk, "TORN seam"))[:2] == ("untagged", {"tag": "Torn seam"})
    for wrong in ("", " \n ", "x" * 41, "\x00"):
        with pytest.raises(actions.Refused):
            actions.tag(cast.maya, pk, wrong)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_of_what_was_rolled_back(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    from extramile.base.live import broker  # noqa: PLC0415

    heard: list[object] = []
    monkeypatch.setattr(broker.current(), "publish", heard.append)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.resolve(cast.maya, tomas.conversation.pk)
        raise ZeroDivisionError
    assert heard == []
    actions.resolve(cast.maya, tomas.conversation.pk)
    assert len(heard) == 1
    assert Conversation.objects.get().status == "resolved"
