"""What stands in customers' accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, FloatField, OuterRef, QuerySet, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce

from extramile.base import clock
from extramile.customers.account.facts import DEFAULTS, Fact
from extramile.customers.account.fading import Memory, faded, memory
from extramile.customers.models import Balance, Line, Weight

Weights = Mapping[Fact, float]
# Below it is below zero: what is left of a line and its reversal is no debt.
NOTHING = -1e-6
_REACH = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as it is shown: what it weighed then and weighs now, and whether it was taken back, and why.

    `about` is empty, and `conversation` None, where whoever asks may not see the conversation.
    """

    id: int
    fact: Fact
    at: datetime
    about: str
    conversation: int | None
    weight: float
    now: float
    reversed_because: str | None
    reversed_by_hand: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A customer's account: its newest lines, and the balance of all.

    `memory` is how the conversation in view is remembered, and `more` says that there are older lines.
    """

    entries: list[Entry]
    balance: float
    memory: Memory | None
    more: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What other weights would do: accounts below zero now, and then."""

    below: int
    would_be: int


def weights() -> dict[Fact, float]:
    """What each fact weighs here."""
    said = {Fact(fact): weight for fact, weight in Weight.objects.values_list("fact", "weight")}
    return DEFAULTS | said


def statement(
    customer: int, *, most: int = 20, skip: int = 0, conversation: int | None = None,
    seen: QuerySet[Any] | None = None, now: datetime | None = None,
) -> Statement:  # fmt: skip
    """The newest `most` lines of a customer's account after the first `skip`, and the balance of all. One query.

    `seen` are the conversations that the viewer may see, on the desk's floor; None is all of them. Lines of the
    `conversation` in view are looked for among the customer's newest hundred.
    """
    now = now or clock.now()
    reach = max(most + 1, _REACH) if conversation is not None else most + 1
    found = list(_lines(customer, seen)[skip : skip + reach])
    ours = [line for line in reversed(found) if line.conversation == conversation and not _taken_back(line)]
    remembered = memory([line.weighs for line in ours]) if conversation is not None else None
    entries = [_entry(line, line.weighs, now, seen=line.seen) for line in found[:most]]
    kept = found[0].kept if found else 0.0
    return Statement(entries, faded(kept, now), remembered, more=len(found) > most)


def line_of(customer: int, line: int) -> Entry | None:
    """A line of this customer's account that may still be taken back; None when there is no such line."""
    found = standing_or_taken_back().filter(customer=customer, pk=line, reversal=None).first()
    return _entry(found, weights()[Fact(found.fact)], clock.now()) if found else None


def overdrawn() -> QuerySet[Balance]:
    """The accounts below zero, the deepest first."""
    return Balance.objects.filter(kept__lt=NOTHING).order_by("kept")


def effect_of(changed: Weights) -> Effect:
    """How many accounts would be below zero with other weights. Reads every line: seconds, for millions."""
    summed = Line.objects.values("customer").annotate(kept=Sum(worth(weights() | dict(changed))))
    return Effect(overdrawn().count(), summed.filter(kept__lt=NOTHING).count())


def worth(weighs: Weights) -> Case:
    """What a line weighs as of the fixed day, as an expression of the database."""
    cases = [When(fact=fact.value, then=F("grown") * Value(weight)) for fact, weight in weighs.items()]
    return Case(*cases, default=Value(0.0), output_field=FloatField())


def _lines(customer: int, seen: QuerySet[Any] | None) -> QuerySet[Any]:
    """A customer's lines, newest first, each with what its fact weighs here, whether its conversation may be `seen`,
    and the sum of all that stand as of the fixed day."""
    said = Subquery(Weight.objects.filter(fact=OuterRef("fact")).values("weight"))
    usual = Case(*[When(fact=fact.value, then=Value(weight)) for fact, weight in DEFAULTS.items()])
    lines = (
        standing_or_taken_back()
        .filter(customer=customer)
        .select_related("reversal")
        .annotate(
            weighs=Coalesce(said, usual, output_field=FloatField()),
            seen=Value(True) if seen is None else Exists(seen.filter(pk=OuterRef("conversation"))),
        )
    )
    standing = Case(When(reversal=None, then=F("grown") * F("weighs")), default=0.0, output_field=FloatField())
    return lines.annotate(kept=Window(Sum(standing))).order_by("-at", "-pk")


def standing_or_taken_back() -> QuerySet[Line]:
    """All lines but those that take others back."""
    # By their sign: SQLite takes the index on what is reversed for a good one, and would walk over all that reverse
    # nothing, which is nearly everything.
    return Line.objects.filter(grown__gt=0)


def _taken_back(line: Line) -> Line | None:
    return getattr(line, "reversal", None)


def _entry(line: Line, weight: float, now: datetime, *, seen: bool = True) -> Entry:
    taken_back, shown = _taken_back(line), seen or line.conversation is None
    because = None if taken_back is None else taken_back.about if shown or taken_back.by is None else ""
    return Entry(
        line.pk, Fact(line.fact), line.at, line.about if shown else "", line.conversation if shown else None, weight,
        faded(weight * line.grown, now), because, taken_back is not None and taken_back.by is not None,
    )  # fmt: skip
