"""Promises as agents may see them: those of conversations that they may see, of none, and their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from extramile.base import clock, prepared
from extramile.customers.models import Promise
from extramile.customers.models.promise import Kind
from extramile.customers.promises.rules import OWED, State, early_by, is_late
from extramile.customers.queries.timeline import Source
from extramile.desk.access import NotThere, inboxes_of
from extramile.desk.models import Conversation
from extramile.people.models import Agent
from extramile.people.models.agent import Presence

PAGE = 50
_SHOWN = 30
_MANY = 999
_LATELY = timedelta(days=3)
# Written out, as are the counts: it is in every panel, and building it would take longer than its answer. Who has left
# holds nothing. The step is the last one that still stands.
_OF_CUSTOMER = """
SELECT p.id, p.what, p.due, p.state, u.id, u.name, p.conversation, c.inbox_id, p.holder_id, h.name, h.presence,
  s.id, s.kind, s.at, s.late
FROM customers_promise p
JOIN customers_customer u ON u.id = p.customer_id
LEFT JOIN desk_conversation c ON c.id = p.conversation
LEFT JOIN people_agent h ON h.id = p.holder_id AND h.is_active
LEFT JOIN customers_step s ON s.id = (
  SELECT max(x.id) FROM customers_step x WHERE x.promise_id = p.id AND x.undoes_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM customers_step y WHERE y.undoes_id = x.id))
WHERE p.customer_id = %s AND (p.state IN ('open', 'lapsed') OR (p.state IN ('kept', 'broken') AND s.at >= %s))
ORDER BY p.due, p.id LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise for one viewer. `conversation` is None when it is not theirs to see; `away` when its holder is.

    `step` is the last thing that was done with one that is over, and `early` by how much it was
    kept before its time.
    """

    id: int
    what: str
    due: datetime
    state: str
    late: bool
    customer: int
    customer_name: str
    conversation: int | None
    holder: int | None
    holder_name: str
    away: bool
    step: int | None = None
    kept_late: bool = False
    early: timedelta | None = None

    @property
    def open(self) -> bool:
        """Whether the customer still waits for it."""
        return self.state in OWED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of promises goes on: after this one."""

    due: datetime
    promise: int

    @classmethod
    def of(cls, given: str) -> Place:
        """Read what `str` wrote. Raises ValueError."""
        due, _, promise = given.partition("_")
        if not promise.isdecimal() or len(promise) > 18:
            raise ValueError(given)
        found = datetime.fromisoformat(due)
        if found.tzinfo is None:
            raise ValueError(given)
        return cls(found, int(promise))

    def __str__(self) -> str:
        return f"{clock.stamp(self.due)}_{self.promise}"


@dataclass(frozen=True, slots=True)
class Page:
    """Promises in the order in which they are due, so that late ones come first, and where the next page begins."""

    owed: list[Owed]
    rest: Place | None


def of_customer(agent: Agent, inboxes: Collection[int], customer: int) -> list[Owed]:
    """What a customer was promised and waits for, by its time; then what became of others in the last days."""
    now = clock.now()
    answered = prepared.answer(_OF_CUSTOMER, [customer, now - _LATELY])
    found = [_shaped(row, agent, inboxes, now) for row in answered]
    shown = [one for one in found if one is not None][:_SHOWN]
    return sorted(shown, key=lambda one: not one.open)


def visible(agent: Agent, inboxes: Collection[int]) -> QuerySet[Promise]:
    """The promises that an agent of these inboxes may see; `seen` is whether the conversation is theirs to see too."""
    told = Conversation.objects.filter(pk=OuterRef("conversation"), inbox__in=inboxes)
    seen = ExpressionWrapper(Exists(told), output_field=BooleanField())
    found = Promise.objects.select_related("customer", "holder").annotate(seen=seen)
    return found.filter(Q(seen=True) | Q(conversation=None) | Q(holder=agent))


def _shaped(row: prepared.Row, agent: Agent, inboxes: Collection[int], now: datetime) -> Owed | None:
    promise, what, due, state, customer, name, conversation, inbox, holder, called, presence, *last = row
    step, kind, at, late = last
    due, at, seen = clock.stored(due), clock.stored(at), inbox in inboxes
    if not (seen or conversation is None or holder == agent.pk):
        return None
    kept = state not in OWED and kind == Kind.KEPT
    return Owed(
        id=promise, what=what, due=due, state=state, late=is_late(state, due, now), customer=customer,
        customer_name=name, conversation=conversation if seen else None, holder=holder if called else None,
        holder_name=called or "", away=bool(called) and presence != Presence.HERE,
        step=None if state in OWED else step, kept_late=kept and bool(late),
        early=early_by(due, at) if kept and not late else None,
    )  # fmt: skip


def told(agent: Agent, inboxes: Collection[int]) -> Source:
    """Promises on a customer's timeline, on the day on which they were made: those that the agent may see."""
    return Source(
        kind="promise", rows=lambda customer: visible(agent, inboxes).filter(customer=customer), when="made_at",
        about={"what": "what", "due": "due", "state": "state"},
    )  # fmt: skip


def page(agent: Agent, *, mine: bool = False, after: Place | None = None, size: int = PAGE) -> Page:
    """What we owe, or what this agent does: a page of it."""
    found = visible(agent, inboxes_of(agent)).filter(state__in=OWED)
    if mine:
        found = found.filter(holder=agent)
    if after:
        found = found.filter(Q(due__gt=after.due) | Q(due=after.due, pk__gt=after.promise))
    now = clock.now()
    listed = [_owed(one, now) for one in found.order_by("due", "pk")[: size + 1]]
    rest = Place(listed[size - 1].due, listed[size - 1].id) if len(listed) > size else None
    return Page(listed[:size], rest)


def due_before(agent: Agent, moment: datetime) -> list[Owed]:
    """What this agent holds, and owes before a moment or should have kept long since: by its time, a page of it.

    One query, which does not ask where each was made: `conversation` is None.
    """
    found = visible(agent, ()).filter(holder=agent, state__in=OWED, due__lt=moment).order_by("due", "pk")
    now = clock.now()
    return [_owed(one, now) for one in found[:PAGE]]


def how_many(agent: Agent) -> int | None:
    """How many promises this agent may see that are owed; None for more than anybody wants to know."""
    found = visible(agent, inboxes_of(agent)).filter(state__in=OWED)[: _MANY + 1].count()
    return found if found <= _MANY else None


def promise_for(agent: Agent, promise: int) -> Promise:
    """The promise, if the agent may see it. Raises NotThere."""
    found = visible(agent, inboxes_of(agent)).filter(pk=promise).first()
    if found is None:
        raise NotThere(promise)
    return found


def able_to_hold(promise: Promise, agent: int) -> Agent | None:
    """The agent of that id, if they are here and may see where the promise was made."""
    found = Agent.objects.filter(pk=agent, is_active=True).first()
    made = Conversation.objects.filter(pk=promise.conversation or 0).values_list("inbox", flat=True).first()
    return found if found is not None and (made is None or made in inboxes_of(found)) else None


def held_by(agent: int, promise: int) -> Owed | None:
    """An open promise, while this agent still holds it and is here."""
    holder = Agent.objects.filter(pk=agent, is_active=True).first()
    if holder is None:
        return None
    found = visible(holder, inboxes_of(holder)).filter(pk=promise, holder=holder, state=State.OPEN).first()
    return _owed(found, clock.now()) if found else None


def _owed(promise: Promise, now: datetime) -> Owed:
    holder = promise.holder if promise.held else None
    return Owed(
        id=promise.pk, what=promise.what, due=promise.due, state=promise.state, late=promise.late(now),
        customer=promise.customer_id, customer_name=promise.customer.name,
        conversation=promise.conversation if promise.seen else None,  # type: ignore[attr-defined]
        holder=holder.pk if holder else None, holder_name=holder.name if holder else "",
        away=holder is not None and holder.presence != Presence.HERE,
    )  # fmt: skip
