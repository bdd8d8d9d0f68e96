"""Nobody holds a conversation that they may not see."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from extramile.desk import actions
from extramile.desk.actions import settings
from extramile.desk.models import Conversation, Entry, Tally
from tests.cast import Cast
from tests.desk.receiving import Writer, gapless


def _no_longer_in_care(cast: Cast) -> None:
    settings.save_team(cast.ines, team=cast.care.pk, name="Care", members=[])


TAKEN: list[Callable[[Cast], object]] = [
    lambda cast: settings.deactivate(cast.ines, cast.maya.pk),
    lambda cast: settings.change_place(cast.ines, cast.maya.pk, teams=[]),
    _no_longer_in_care,
]


def _held(cast: Cast, *, status: str = "open") -> Writer:
    tomas = Writer(cast)
    tomas.says()
    pk = tomas.conversation.pk
    actions.assign(cast.jo, pk, agent=cast.maya.pk, team=cast.care.pk)
    if status == "snoozed":
        actions.snooze(cast.jo, pk, until=None)
    if status == "resolved":
        actions.resolve(cast.jo, pk)
    return tomas


def _tallies_agree() -> None:
    for tally in Tally.objects.all():
        kind, _, pk = tally.scope.partition(":")
        found = Conversation.objects.filter(inbox=tally.inbox, status=tally.status)
        match kind:
            case "none":
                found = found.filter(assignee=None)
            case "agent":
                found = found.filter(assignee=int(pk))
            case "team":
                found = found.filter(team=int(pk))
        assert tally.n == found.count(), tally


@pytest.mark.parametrize("status", ["open", "snoozed"])
@pytest.mark.parametrize("take", TAKEN)
def test_what_somebody_cannot_see_any_more_goes_back_to_the_team(
    cast: Cast, take: Callable[[Cast], object], status: str
) -> None:
    cast.inbox.teams.add(cast.care)
    tomas = _held(cast, status=status)
    take(cast)
    made = tomas.conversation
    assert (made.assignee, made.team, made.status) == (None, cast.care, status)
    last = Entry.objects.filter(conversation=made).order_by("seq").last()
    assert last is not None
    assert last.type == "assigned"
    assert last.data == {"agent": None, "agent_name": None, "team": cast.care.pk, "team_name": "Care"}
    gapless(made.pk)
    _tallies_agree()


def test_a_lead_who_becomes_an_agent(cast: Cast) -> None:
    cast.inbox.teams.add(cast.care)
    tomas = _held(cast)
    actions.assign(cast.ines, tomas.conversation.pk, agent=cast.jo.pk)
    settings.change_place(cast.ines, cast.jo.pk, teams=[], role="agent")
    assert tomas.conversation.assignee is None
    _tallies_agree()


def test_an_inbox_that_others_serve_now(cast: Cast) -> None:
    tomas = _held(cast)
    others = settings.save_team(cast.ines, name="Workshop", members=[cast.sam.pk])
    settings.save_inbox(cast.ines, inbox=cast.inbox.pk, name="Shop", teams=[others.pk])
    assert (tomas.conversation.assignee, tomas.conversation.team) == (None, None)
    settings.save_inbox(cast.ines, inbox=cast.inbox.pk, name="Shop", teams=[])
    _tallies_agree()


def test_a_team_that_is_removed(cast: Cast) -> None:
    others = settings.save_team(cast.ines, name="Workshop", members=[cast.sam.pk])
    cast.inbox.teams.set([cast.care, others])
    tomas = _held(cast)
    settings.remove_team(cast.ines, cast.care.pk)
    assert (tomas.conversation.assignee, tomas.conversation.team) == (None, None)
    _tallies_agree()


def test_who_still_sees_it_keeps_it(cast: Cast) -> None:
    tomas = _held(cast)
    before = tomas.conversation.seq
    settings.change_place(cast.ines, cast.maya.pk, teams=[])
    assert (tomas.conversation.assignee, tomas.conversation.seq) == (cast.maya, before)


@pytest.mark.parametrize("reopen", ["customer", "agent", "reply"])
def test_a_resolved_one_is_nobodys_when_it_is_reopened(cast: Cast, reopen: str) -> None:
    tomas = _held(cast, status="resolved")
    pk = tomas.conversation.pk
    settings.deactivate(cast.ines, cast.maya.pk)
    assert tomas.conversation.assignee == cast.maya
    match reopen:
        case "customer":
            tomas.says("Still torn")
        case "agent":
            actions.reopen(cast.jo, pk)
        case "reply":
            actions.write(cast.jo, pk, name=uuid4(), text="One more thing")
    holder = cast.jo if reopen == "reply" else None
    assert (tomas.conversation.assignee, tomas.conversation.team, tomas.conversation.status) == (
        holder,
        cast.care,
        "open",
    )
    gapless(pk)
    _tallies_agree()
