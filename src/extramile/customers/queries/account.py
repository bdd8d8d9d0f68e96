"""What stands in customers' accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, FloatField, QuerySet, Sum, Value, When

from extramile.base import clock
from extramile.customers.account.facts import DEFAULTS, Fact
from extramile.customers.account.fading import Memory, faded, memory
from extramile.customers.models import Balance, Line, Weight

Weights = Mapping[Fact, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as it is shown: what it weighed then and weighs now, and whether it was taken back, and why."""

    id: int
    fact: Fact
    at: datetime
    about: str
    conversation: int | None
    weight: float
    now: float
    reversed_because: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A customer's account: its newest lines, and the balance of all."""

    entries: list[Entry]
    balance: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What other weights would do: accounts below zero now, and then."""

    below: int
    would_be: int


def weights() -> dict[Fact, float]:
    """What each fact weighs here."""
    said = {Fact(fact): weight for fact, weight in Weight.objects.values_list("fact", "weight")}
    return DEFAULTS | said


def statement(customer: int, *, most: int = 20, now: datetime | None = None) -> Statement:
    """The newest `most` lines of a customer's account, and the balance of all of them."""
    now, weighs = now or clock.now(), weights()
    lines = Line.objects.filter(customer=customer, reverses=None).select_related("reversal").order_by("-at", "-pk")
    kept = Balance.objects.filter(pk=customer).values_list("kept", flat=True).first() or 0.0
    return Statement([_entry(line, weighs, now) for line in lines[:most]], faded(kept, now))


def remembered(conversation: int) -> Memory | None:
    """How a conversation is remembered by its facts that still stand; None without any."""
    weighs = weights()
    standing = Line.objects.filter(conversation=conversation, reverses=None, reversal=None).order_by("at", "pk")
    return memory([weighs[Fact(fact)] for fact in standing.values_list("fact", flat=True)])


def overdrawn() -> QuerySet[Balance]:
    """The accounts below zero, the deepest first."""
    return Balance.objects.filter(kept__lt=0).order_by("kept")


def effect_of(changed: Weights) -> Effect:
    """How many accounts would be below zero with other weights."""
    summed = Line.objects.values("customer").annotate(kept=Sum(worth(weights() | dict(changed))))
    return Effect(overdrawn().count(), summed.filter(kept__lt=0).count())


def worth(weighs: Weights) -> Case:
    """What a line weighs as of the fixed day, as an expression of the database."""
    cases = [When(fact=fact.value, then=F("grown") * Value(weight)) for fact, weight in weighs.items()]
    return Case(*cases, default=Value(0.0), output_field=FloatField())


def _entry(line: Line, weighs: Weights, now: datetime) -> Entry:
    weight = weighs[Fact(line.fact)]
    taken_back = getattr(line, "reversal", None)
    return Entry(
        line.pk, Fact(line.fact), line.at, line.about, line.conversation, weight, faded(weight * line.grown, now),
        None if taken_back is None else taken_back.about,
    )  # fmt: skip
