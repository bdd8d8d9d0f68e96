"""Writing in customers' accounts: lines are added, and taken back by other lines. Nothing is changed or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from extramile.base import clock, events, text
from extramile.customers.account.facts import BY_HAND, Fact, checked
from extramile.customers.account.fading import grown
from extramile.customers.actions import sums
from extramile.customers.events import CustomerChanged, Reweighed
from extramile.customers.models import Customer, Line, Weight
from extramile.customers.queries.account import standing_or_taken_back
from extramile.people.models import Agent

ABOUT = 300
_ONCE = timedelta(days=1)


class AlreadyReversed(ValueError):
    """The line was taken back before, or is itself one that takes back."""


class AlreadyThere(ValueError):
    """The same fact of the same conversation was written down within a day."""


class NoReason(ValueError):
    """Who adds a line, or takes one back, says why."""


class NotByHand(ValueError):
    """The fact comes from the desk itself: nobody writes it down."""


def record(
    customer: int, fact: Fact, *, key: str, at: datetime | None = None, about: str = "",
    conversation: int | None = None, by: int | None = None,
) -> bool:  # fmt: skip
    """Add a fact to a customer's account; false when it is there already, under the same key.

    `key` names what happened, such as `solved:CONVERSATION:SEQ`, so that the same fact told twice counts once.
    Raises Customer.DoesNotExist.
    """
    with transaction.atomic():
        _lock(customer)
        return _record(customer, fact, key=key, at=at, about=about, conversation=conversation, by=by)


def write_down(
    actor: Agent, customer: int, fact: Fact, *, key: str, about: str, conversation: int | None = None
) -> bool:
    """Add a fact by an agent's hand, with a line of why; false when the same was sent twice.

    Raises NotByHand, NoReason, AlreadyThere or Customer.DoesNotExist.
    """
    if fact not in BY_HAND:
        raise NotByHand(fact)
    about = text.line(text.storable(about), ABOUT)
    if not about:
        raise NoReason
    key = f"hand:{actor.pk}:{key}"[:120]
    with transaction.atomic():
        _lock(customer)
        lately = standing_or_taken_back().filter(customer=customer, fact=fact, conversation=conversation)
        lately = lately.filter(reversal=None, added__gt=clock.now() - _ONCE).exclude(key=key)
        if conversation is not None and lately.exists():
            raise AlreadyThere(fact)
        return _record(customer, fact, key=key, at=None, about=about, conversation=conversation, by=actor.pk)


def dispute(actor: Agent, line: int, *, reason: str) -> None:
    """Take a line back, with the reason beside it. Raises NoReason, AlreadyReversed or Line.DoesNotExist."""
    reason = text.line(text.storable(reason), ABOUT)
    if not reason:
        raise NoReason
    with transaction.atomic():
        customer = Line.objects.values_list("customer", flat=True).get(pk=line)
        _lock(customer)
        found = Line.objects.get(pk=line)
        if found.reverses_id is not None or Line.objects.filter(reverses=found).exists():
            raise AlreadyReversed
        _reverse(found, reason, by=actor.pk)


def take_back(key: str, *, reason: str, by: int | None = None) -> bool:
    """Take back the line of that key; false when it is not there, or was taken back before. `by` is None for the desk.

    `reason` is one of `account.facts`.
    """
    with transaction.atomic():
        customer = Line.objects.filter(key=key).values_list("customer", flat=True).first()
        if customer is None:
            return False
        _lock(customer)
        found = Line.objects.filter(key=key, reversal=None).first()
        if found is not None:
            _reverse(found, reason, by=by)
    return found is not None


def weigh(actor: Agent, changed: Mapping[Fact, float]) -> None:
    """Let facts weigh something else from now on, in every account and for what was before too. Raises WrongWeight.

    What an account shows is true at once. The list of accounts below zero follows, as a worker walks over them.
    """
    wanted = {fact: checked(fact, weight) for fact, weight in changed.items()}
    with transaction.atomic():
        for fact, weight in wanted.items():
            Weight.objects.update_or_create(fact=fact, defaults={"weight": weight, "by": actor.pk, "at": clock.now()})
        events.keep(Reweighed(after=0))


def _lock(customer: int) -> None:
    Customer.objects.select_for_update(no_key=True).get(pk=customer)


def _record(
    customer: int, fact: Fact, *, key: str, at: datetime | None, about: str, conversation: int | None, by: int | None
) -> bool:
    at = at or clock.now()
    _, fresh = Line.objects.get_or_create(
        key=key,
        defaults={
            "customer_id": customer, "fact": fact, "at": at, "grown": grown(at), "conversation": conversation,
            "about": text.line(text.storable(about), ABOUT), "by": by,
        },
    )  # fmt: skip
    if fresh:
        _changed(customer)
    return fresh


def _reverse(line: Line, reason: str, *, by: int | None) -> None:
    Line.objects.create(
        customer_id=line.customer_id, fact=line.fact, at=line.at, grown=-line.grown, about=reason,
        conversation=line.conversation, key=f"reversal:{line.pk}", reverses=line, by=by,
    )  # fmt: skip
    _changed(line.customer_id)


def _changed(customer: int) -> None:
    sums.anew([customer])
    events.publish(CustomerChanged(customer))
