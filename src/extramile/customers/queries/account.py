"""What stands in customers' accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar

from django.db.models import Case, Exists, F, FloatField, OuterRef, QuerySet, Subquery, Sum, Value, When

from extramile.base import clock
from extramile.base.prepared import Given, Part, Prepared
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
    seen: Part | None = None, now: datetime | None = None,
) -> Statement:  # fmt: skip
    """The newest `most` lines of a customer's account after the first `skip`, and the balance of all. One query; two,
    where there are more than a hundred lines.

    `seen` are the conversations that the viewer may see, on the desk's floor; None is all of them. Lines of the
    `conversation` in view are looked for among the customer's newest hundred.
    """
    now = now or clock.now()
    reach = max(most + 1, _REACH)
    asked, given = (seen.query, seen.given) if seen else (None, {})
    found = [_Row(*values) for values in _page(asked, skip, skip + reach).values(customer=customer, **given)]
    ours = [row for row in reversed(found) if row.conversation == conversation and not row.taken_back]
    remembered = memory([row.weighs for row in ours]) if conversation is not None else None
    if skip or len(found) == reach:
        kept = sum_of(customer)
    else:
        kept = sum(row.weighs * row.grown for row in found if not row.taken_back)
    entries = [row.entry(now) for row in found[:most]]
    return Statement(entries, faded(kept, now), remembered, more=len(found) > most)


def line_of(customer: int, line: int) -> Entry | None:
    """A line of this customer's account that may still be taken back; None when there is no such line."""
    found = _lines(None, customer).filter(pk=line, reversal=None).values_list(*_Row.COLUMNS).first()
    return _Row(*found).entry(clock.now()) if found else None


def sum_of(customer: int) -> float:
    """The sum of a customer's lines as of the fixed day."""
    said = Subquery(Weight.objects.filter(fact=OuterRef("fact")).values("weight"))
    summed = Line.objects.filter(customer=customer).values("fact").annotate(total=Sum("grown"), said=said).order_by()
    found = summed.values_list("fact", "total", "said")
    return float(sum(total * (DEFAULTS[Fact(fact)] if weight is None else weight) for fact, total, weight in found))


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


def standing_or_taken_back() -> QuerySet[Line]:
    """All lines but those that take others back."""
    # By their sign: SQLite may take the index on what is reversed for a good one, and walk over all that reverse
    # nothing, which is nearly everything.
    return Line.objects.filter(grown__gt=0)


@lru_cache(64)
def _page(seen: QuerySet[Any] | None, first: int, end: int) -> Prepared[Line]:
    return Prepared(lambda: _lines(seen, Given("customer")).values_list(*_Row.COLUMNS)[first:end])


def _lines(seen: QuerySet[Any] | None, customer: int | Given) -> QuerySet[Line]:
    """A customer's lines, newest first, each with what was said that its fact weighs, and whether it may be `seen`."""
    return (
        standing_or_taken_back()
        .filter(customer=customer)
        .annotate(
            said=Subquery(Weight.objects.filter(fact=OuterRef("fact")).values("weight")),
            seen=Value(True) if seen is None else Exists(seen.filter(pk=OuterRef("conversation"))),
        )
        .order_by("-at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it is read: plain values, since one of a model's would take longer to make than to read."""

    COLUMNS: ClassVar = (
        "pk", "fact", "at", "grown", "about", "conversation", "said", "seen", "reversal", "reversal__about",
        "reversal__by",
    )  # fmt: skip
    pk: int
    fact: str
    at: datetime
    grown: float
    about: str
    conversation: int | None
    said: float | None
    seen: bool
    taken_back: int | None
    because: str | None
    by: int | None

    @property
    def weighs(self) -> float:
        """What the fact weighs here."""
        return DEFAULTS[Fact(self.fact)] if self.said is None else self.said

    def entry(self, now: datetime) -> Entry:
        """The line as it is shown."""
        shown, weight = self.seen or self.conversation is None, self.weighs
        because = self.because if self.taken_back is None or shown or self.by is None else ""
        return Entry(
            self.pk, Fact(self.fact), self.at, self.about if shown else "", self.conversation if shown else None,
            weight, faded(weight * self.grown, now), because, self.taken_back is not None and self.by is not None,
        )  # fmt: skip
