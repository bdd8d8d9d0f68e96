"""The inbox: which conversations stand in which list, and how many, without counting them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from extramile.base.prepared import Given, Prepared
from extramile.desk.columns import ROW, row_of
from extramile.desk.models import Conversation, Status
from extramile.desk.queries.tallies import Tallies
from extramile.desk.shapes import Row
from extramile.people.models import Agent

PAGE = 40
_OPEN = Status.OPEN.value
_OF_EVERYBODY = {"everyone": _OPEN, "snoozed": Status.SNOOZED.value, "resolved": Status.RESOLVED.value}
_KINDS = {
    "mine": Q(status=_OPEN, assignee=Given("agent")),
    "unassigned": Q(status=_OPEN, assignee__isnull=True),
    "team": Q(status=_OPEN, team=Given("team")),
    **{kind: Q(status=status) for kind, status in _OF_EVERYBODY.items()},
}
# The plain bound on the time is what the index can use.
_BELOW = Q(last_at__lte=Given("at")) & (Q(last_at__lt=Given("at")) | Q(pk__lt=Given("below")))
_OF_INBOX = """
SELECT id FROM desk_conversation WHERE inbox_id = %s AND status = %s{bound} ORDER BY last_at DESC, id DESC LIMIT {most}
"""
_BELOW_IN_INBOX = " AND last_at <= %s AND (last_at < %s OR id < %s)"


class NoSuchBox(LookupError):
    """The name of a list that is not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a page ends: the last line's time and id, written `TIME~ID`."""

    last_at: datetime
    conversation: int

    def __str__(self) -> str:
        return f"{self.last_at.isoformat()}~{self.conversation}"

    @classmethod
    def of(cls, written: str) -> Place:
        """Read a place. Raises ValueError."""
        moment, _, conversation = written.partition("~")
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError(written)
        return cls(at, int(conversation))


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list, newest first. `rest` is where the next part begins, None at the end."""

    rows: Sequence[Row]
    rest: Place | None


def page(agent: Agent, inboxes: Collection[int], box: str, *, after: Place | None = None) -> Page:
    """One page of a list: mine, unassigned, everyone, snoozed, resolved or `team:ID`. Raises NoSuchBox.

    `inboxes` are those that the agent may see; leads see all there are.
    """
    kind, team = _kind(box)
    given: dict[str, Any] = {"agent": agent.pk, "team": team, "inboxes": inboxes}
    given |= {f"inbox{place}": inbox for place, inbox in enumerate(inboxes)}
    if after:
        given |= {"at": after.last_at, "below": after.conversation}
    listed = _listed(kind, None if agent.leads else len(inboxes), after=after is not None)
    rows = [row_of(line) for line in listed.values(**given)]
    rest = Place(rows[PAGE - 1].last_at, rows[PAGE - 1].conversation) if len(rows) > PAGE else None
    return Page(rows[:PAGE], rest)


def _kind(box: str) -> tuple[str, int]:
    kind, _, team = box.partition(":")
    if kind == "team" and team.isdecimal() and len(team) < 18:
        return kind, int(team)
    if box not in _KINDS or kind == "team":
        raise NoSuchBox(box)
    return kind, 0


@lru_cache(256)
def _listed(kind: str, inboxes: int | None, *, after: bool) -> Prepared[Conversation]:
    """A page of a kind of list, for somebody with so many inboxes; None for who sees all."""
    return Prepared(lambda: _newest(kind, inboxes, after).order_by("-last_at", "-pk").values_list(*ROW)[: PAGE + 1])


def _newest(kind: str, inboxes: int | None, after: bool) -> QuerySet[Conversation, Any]:
    if kind in _OF_EVERYBODY and inboxes and inboxes > 1:
        return Conversation.objects.filter(pk__in=_newest_of_each(inboxes, _OF_EVERYBODY[kind], after))
    found = _visible(inboxes).filter(_KINDS[kind])
    return found.filter(_BELOW) if after else found


def _visible(inboxes: int | None) -> QuerySet[Conversation, Any]:
    if inboxes is None:
        return Conversation.objects.all()
    if inboxes == 1:
        return Conversation.objects.filter(inbox=Given("inbox0"))
    # The sum keeps the planner from the index on inbox, which would make it sort the whole list for its first page.
    return Conversation.objects.annotate(among=F("inbox_id") + 0).filter(among__in=Given("inboxes", many=True))


def _newest_of_each(inboxes: int, status: str, after: bool) -> RawSQL:
    """The conversations that can be on a page: as many as it holds of each inbox.

    Walking through those of all inboxes instead would pass by a million where the agent's own are quiet ones.
    """
    bound, values = "", []
    if after:
        bound, values = _BELOW_IN_INBOX, [Given("at"), Given("at"), Given("below")]
    each = _OF_INBOX.format(bound=bound, most=PAGE + 1)
    parts = " UNION ALL ".join(f"SELECT id FROM ({each}) i{place}" for place in range(inboxes))  # noqa: S608
    asked = [value for place in range(inboxes) for value in (Given(f"inbox{place}"), status, *values)]
    return RawSQL(parts, asked)  # noqa: S611


def counts(tallies: Tallies, teams: Collection[int]) -> dict[str, int]:
    """How many conversations stand in each list, by its name."""
    boxes = {"mine": ("mine", "open"), "unassigned": ("none", "open"), "everyone": ("any", "open")}
    boxes |= {"snoozed": ("any", "snoozed"), "resolved": ("any", "resolved")}
    boxes |= {f"team:{team}": (f"team:{team}", "open") for team in teams}
    return {
        box: sum(scopes.get(scope, {}).get(status, 0) for scopes in tallies.values())
        for box, (scope, status) in boxes.items()
    }
