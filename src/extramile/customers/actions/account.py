"""Writing in customers' accounts: lines are added, and taken back by other lines. Nothing is changed or deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from extramile.base import clock, events, text
from extramile.customers.account.facts import Fact, checked
from extramile.customers.account.fading import grown
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Balance, Customer, Line, Weight
from extramile.customers.queries.account import weights, worth
from extramile.people.models import Agent

_ABOUT = 300
_AT_ONCE = 1000


class AlreadyReversed(ValueError):
    """The line was taken back before, or is itself one that takes back."""


class NoReason(ValueError):
    """Who takes a line back says why."""


def record(
    customer: int, fact: Fact, *, key: str, at: datetime | None = None, about: str = "",
    conversation: int | None = None, by: int | None = None,
) -> bool:  # fmt: skip
    """Add a fact to a customer's account; false when it is there already, under the same key.

    `key` names what happened, such as `solved:CONVERSATION:SEQ`, so that the same fact told twice counts once.
    """
    at = at or clock.now()
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer)
        _, fresh = Line.objects.get_or_create(
            key=key,
            defaults={
                "customer_id": customer, "fact": fact, "at": at, "grown": grown(at), "conversation": conversation,
                "about": text.line(text.storable(about), _ABOUT), "by": by,
            },
        )  # fmt: skip
        if fresh:
            _add(customer, weights()[fact] * grown(at))
    return fresh


def dispute(actor: Agent | None, line: int, *, reason: str) -> None:
    """Take a line back, with the reason beside it; `actor` is None when no agent did.

    Raises NoReason, AlreadyReversed or Line.DoesNotExist.
    """
    reason = text.line(text.storable(reason), _ABOUT)
    if not reason:
        raise NoReason
    with transaction.atomic():
        found = Line.objects.select_for_update().get(pk=line)
        if found.reverses_id is not None or Line.objects.filter(reverses=found).exists():
            raise AlreadyReversed
        Line.objects.create(
            customer_id=found.customer_id, fact=found.fact, at=found.at, grown=-found.grown, about=reason,
            conversation=found.conversation, key=f"reversal:{found.pk}", reverses=found, by=actor.pk if actor else None,
        )  # fmt: skip
        _add(found.customer_id, -weights()[Fact(found.fact)] * found.grown)


def weigh(actor: Agent, changed: Mapping[Fact, float]) -> None:
    """Let facts weigh something else from now on, in every account and for what was before too. Raises WrongWeight."""
    wanted = {fact: checked(fact, weight) for fact, weight in changed.items()}
    with transaction.atomic():
        for fact, weight in wanted.items():
            Weight.objects.update_or_create(fact=fact, defaults={"weight": weight, "by": actor.pk, "at": clock.now()})
        _sum_anew()


def _add(customer: int, worth: float) -> None:
    if not Balance.objects.filter(pk=customer).update(kept=F("kept") + worth):
        Balance.objects.create(customer_id=customer, kept=worth)
    events.publish(CustomerChanged(customer))


def _sum_anew() -> None:
    summed = Line.objects.values("customer").annotate(kept=Sum(worth(weights()))).order_by("customer")
    batch: list[Balance] = []
    for row in summed.iterator(chunk_size=_AT_ONCE):
        batch.append(Balance(customer_id=row["customer"], kept=row["kept"]))
        if len(batch) == _AT_ONCE:
            _store(batch)
            batch = []
    _store(batch)


def _store(batch: list[Balance]) -> None:
    Balance.objects.bulk_create(batch, update_conflicts=True, unique_fields=["customer"], update_fields=["kept"])
