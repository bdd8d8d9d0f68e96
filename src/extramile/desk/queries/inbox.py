"""The inbox: which conversations stand in which list, and how many, without counting them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from extramile.desk.columns import ROW, row_of
from extramile.desk.models import Conversation, Status
from extramile.desk.queries.tallies import Tallies
from extramile.desk.shapes import Row
from extramile.people.models import Agent

PAGE = 40
_MOST_WAITING = 100


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
    """One page of a list: mine, unassigned, everyone, snoozed, resolved or `team:ID`. Raises NoSuchBox."""
    found = _in(box, agent, _visible(inboxes))
    if after:
        # The plain bound on the time is what the index can use.
        found = found.filter(last_at__lte=after.last_at)
        found = found.filter(Q(last_at__lt=after.last_at) | Q(pk__lt=after.conversation))
    values = found.order_by("-last_at", "-pk").values_list(*ROW)[: PAGE + 1]
    rows = [row_of(line) for line in values]
    rest = Place(rows[PAGE - 1].last_at, rows[PAGE - 1].conversation) if len(rows) > PAGE else None
    return Page(rows[:PAGE], rest)


def waiting(agent: Agent, inboxes: Collection[int]) -> list[int]:
    """Those of the agent's open conversations in which a customer waits for an answer; 100 at most."""
    found = _in("mine", agent, _visible(inboxes)).filter(waiting_since__isnull=False)
    return list(found.order_by("-last_at").values_list("pk", flat=True)[:_MOST_WAITING])


def _visible(inboxes: Collection[int]) -> QuerySet[Conversation]:
    if len(inboxes) == 1:
        return Conversation.objects.filter(inbox=next(iter(inboxes)))
    # The sum keeps the planner from the index on inbox, which would make it sort the whole list for its first page.
    return Conversation.objects.annotate(among=F("inbox_id") + 0).filter(among__in=inboxes)


def _in(box: str, agent: Agent, found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    kind, _, team = box.partition(":")
    match kind:
        case "mine":
            return found.filter(status=Status.OPEN, assignee=agent)
        case "unassigned":
            return found.filter(status=Status.OPEN, assignee__isnull=True)
        case "everyone":
            return found.filter(status=Status.OPEN)
        case "snoozed" | "resolved":
            return found.filter(status=kind)
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
