"""The inbox: which conversations stand in which list, and how many, without counting them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from extramile.desk.columns import ROW, row_of
from extramile.desk.models import Conversation, Status
from extramile.desk.queries.tallies import Tallies
from extramile.desk.shapes import Row
from extramile.people.models import Agent

PAGE = 40
_OF_EVERYBODY = {"everyone": Status.OPEN.value, "snoozed": Status.SNOOZED.value, "resolved": Status.RESOLVED.value}
_OF_INBOX = """
SELECT id FROM desk_conversation WHERE inbox_id = %s AND status = %s{bound} ORDER BY last_at DESC, id DESC LIMIT {most}
"""
_BELOW = " AND last_at <= %s AND (last_at < %s OR id < %s)"


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
    found = _in(box, agent, _visible(agent, inboxes))
    if after:
        # The plain bound on the time is what the index can use.
        found = found.filter(last_at__lte=after.last_at)
        found = found.filter(Q(last_at__lt=after.last_at) | Q(pk__lt=after.conversation))
    if box in _OF_EVERYBODY and not agent.leads and len(inboxes) > 1:
        found = Conversation.objects.filter(pk__in=_newest_of_each(inboxes, _OF_EVERYBODY[box], after))
    values = found.order_by("-last_at", "-pk").values_list(*ROW)[: PAGE + 1]
    rows = [row_of(line) for line in values]
    rest = Place(rows[PAGE - 1].last_at, rows[PAGE - 1].conversation) if len(rows) > PAGE else None
    return Page(rows[:PAGE], rest)


def _visible(agent: Agent, inboxes: Collection[int]) -> QuerySet[Conversation]:
    if agent.leads:
        return Conversation.objects.all()
    if len(inboxes) == 1:
        return Conversation.objects.filter(inbox=next(iter(inboxes)))
    # The sum keeps the planner from the index on inbox, which would make it sort the whole list for its first page.
    return Conversation.objects.annotate(among=F("inbox_id") + 0).filter(among__in=inboxes)


def _newest_of_each(inboxes: Collection[int], status: str, after: Place | None) -> RawSQL:
    """The conversations that can be on a page: as many as it holds of each inbox.

    Walking through those of all inboxes instead would pass by a million where the agent's own are quiet ones.
    """
    bound, values = "", []
    if after:
        at = connection.ops.adapt_datetimefield_value(after.last_at)
        bound, values = _BELOW, [at, at, after.conversation]
    each = _OF_INBOX.format(bound=bound, most=PAGE + 1)
    parts = " UNION ALL ".join(f"SELECT id FROM ({each}) i{place}" for place in range(len(inboxes)))  # noqa: S608
    return RawSQL(parts, [value for inbox in inboxes for value in (inbox, status, *values)])  # noqa: S611


def _in(box: str, agent: Agent, found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    kind, _, team = box.partition(":")
    match kind:
        case "mine":
            return found.filter(status=Status.OPEN, assignee=agent)
        case "unassigned":
            return found.filter(status=Status.OPEN, assignee__isnull=True)
        case _ if box in _OF_EVERYBODY:
            return found.filter(status=_OF_EVERYBODY[box])
        case "team" if team.isdecimal() and len(team) < 18:
            return found.filter(status=Status.OPEN, team=int(team))
    raise NoSuchBox(box)


def counts(tallies: Tallies, teams: Collection[int]) -> dict[str, int]:
    """How many conversations stand in each list, by its name."""
    boxes = {"mine": ("mine", "open"), "unassigned": ("none", "open"), "everyone": ("any", "open")}
    boxes |= {"snoozed": ("any", "snoozed"), "resolved": ("any", "resolved")}
    boxes |= {f"team:{team}": (f"team:{team}", "open") for team in teams}
    return {
        box: sum(scopes.get(scope, {}).get(status, 0) for scopes in tallies.values())
        for box, (scope, status) in boxes.items()
    }
