"""Gestures as they stand in conversations, and what an agent may still give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from extramile.base import clock
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Standing
from extramile.desk.access import conversation_for
from extramile.desk.mile.rails import Case, Kind, Rail, first_no
from extramile.desk.mile.told import given
from extramile.desk.models import Allowance, Conversation, Entry, Gesture, GuardRail
from extramile.people.models import Agent
from extramile.people.queries import company

UNDO = timedelta(minutes=15)
_LONGEST_APART = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Left:
    """What one agent may still give, in the smallest unit of `currency`: in a conversation, and this week.

    It is made for its owner, and nobody else is ever shown one. `allowed` is whether there is an allowance at all.
    """

    talk: int
    week: int
    currency: str
    allowed: bool

    @property
    def most(self) -> int:
        """What may be given at once."""
        return max(0, min(self.talk, self.week))


@dataclass(frozen=True, slots=True)
class No:
    """Why something may not be given: the rail that says no, or else what is left of the allowance."""

    rail: Rail | None
    left: Left


@dataclass(frozen=True, slots=True)
class Told:
    """A gesture for whoever may see its conversation, with all that a story about it needs.

    `by` is who gave it, as the note in the conversation says; `own` whether the viewer did, as long as that is known.
    """

    id: int
    what: str
    why: str
    lesson: str
    by: str
    at: datetime
    undone: bool
    own: bool
    undoable: bool


def week_of(moment: datetime) -> date:
    """The Monday of a moment's week, where the viewer is."""
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())


def left(agent: Agent, conversation: int) -> Left:
    """What `agent` may still give. In a conversation all gestures count, whoever made them."""
    allowed = Allowance.objects.filter(role=agent.role).first()
    currency = company().currency
    if allowed is None:
        return Left(0, 0, currency, allowed=False)
    standing = Gesture.objects.filter(undone=None, currency=currency)
    in_talk = _sum(standing.filter(conversation=conversation))
    in_week = _sum(standing.filter(agent=agent.pk, week=week_of(clock.now())))
    return Left(allowed.talk - in_talk, allowed.week - in_week, currency, allowed=True)


def no_to(agent: Agent, talk: Conversation, kind: Kind, amount: int) -> No | None:
    """Why `agent` may not give this in `talk`; None when they may. The company's rules are asked first."""
    rails = [one.rail for one in GuardRail.objects.all()]
    remains = left(agent, talk.pk)
    rung = Standing.objects.filter(customer=talk.customer_id).values_list("rung", flat=True).first()
    case = Case(kind, amount, talk.inbox_id, Rung(rung or 0), _lately(talk.customer_id) if rails else {}, clock.now())
    rail = first_no(rails, case)
    if rail is not None or amount > remains.most:
        return No(rail, remains)
    return None


def made_in(agent: Agent, conversation: int) -> list[Told]:
    """The gestures of a conversation, the newest first. Raises NotThere."""
    talk, now = conversation_for(agent, conversation), clock.now()
    rows = list(Gesture.objects.filter(conversation=talk).order_by("-pk"))
    names = Entry.objects.filter(conversation=talk, name__in=[row.name for row in rows])
    authors = dict(names.values_list("name", "author"))
    return [
        Told(
            row.pk, given(row.kind, row.amount, row.currency), row.why, row.lesson, authors.get(row.name, ""), row.at,
            row.undone is not None, row.agent == agent.pk, row.agent == agent.pk and is_undoable(row, now),
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForAccount:
    """What a customer's account says of a gesture: whose account, and not who gave."""

    customer: int
    conversation: int
    about: str
    at: datetime
    undone: bool


def account_of(gesture: int) -> ForAccount | None:
    """What follows from a gesture in its customer's account; None when its conversation is gone."""
    row = Gesture.objects.filter(pk=gesture).select_related("conversation").first()
    if row is None:
        return None
    about = f"{given(row.kind, row.amount, row.currency)}: {row.why}"
    return ForAccount(row.conversation.customer_id, row.conversation_id, about, row.at, row.undone is not None)


def is_undoable(gesture: Gesture, now: datetime) -> bool:
    """Whether its giver may still take it back."""
    return gesture.undone is None and gesture.done is None and now - gesture.at <= UNDO


def _lately(customer: int) -> Mapping[Kind, datetime]:
    standing = Gesture.objects.filter(conversation__customer=customer, undone=None, at__gt=clock.now() - _LONGEST_APART)
    found = standing.values("kind").annotate(last=Max("at")).order_by()
    return {Kind(kind): at for kind, at in found.values_list("kind", "last")}


def _sum(found: QuerySet[Gesture]) -> int:
    return int(found.aggregate(total=Sum("amount"))["total"] or 0)
