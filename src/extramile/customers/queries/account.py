"""What stands in customers' accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from extramile.base import clock
from extramile.customers.account.facts import DEFAULTS, Fact
from extramile.customers.account.fading import Memory, faded, memory
from extramile.customers.models import Balance, Line, Weight

Weights = Mapping[Fact, float]
# Below it is below zero: what is left of a line and its reversal is no debt.
NOTHING = -1e-6
_MOST_OF_ONE = 100


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
    """The newest `most` lines of a customer's account after the first `skip`, and the balance of all. Two queries.

    `seen` are the conversations that the viewer may see, on the desk's floor; None is all of them.
    """
    now = now or clock.now()
    weighs, kept = _sums(customer)
    newest = list(_lines(customer, most=most, skip=skip, conversation=conversation, seen=seen))
    ours = [line for line in reversed(newest) if line.conversation == conversation and not _taken_back(line)]
    remembered = memory([weighs[Fact(line.fact)] for line in ours]) if conversation is not None else None
    entries = [_entry(line, weighs, now) for line in newest[:most]]
    return Statement(entries, faded(kept, now), remembered, more=len(newest) > most)


def remembered(conversation: int) -> Memory | None:
    """How a conversation is remembered by its facts that still stand; None without any."""
    weighs = weights()
    standing = Line.objects.filter(conversation=conversation, reverses=None, reversal=None).order_by("at", "pk")
    return memory([weighs[Fact(fact)] for fact in standing.values_list("fact", flat=True)])


def line_of(customer: int, line: int) -> Entry | None:
    """A line of this customer's account that may still be taken back; None when there is no such line."""
    found = Line.objects.filter(customer=customer, pk=line, reverses=None, reversal=None).first()
    return _entry(found, weights(), clock.now()) if found else None


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


def _sums(customer: int) -> tuple[dict[Fact, float], float]:
    """What the facts of an account weigh here, and the sum of its lines as of the fixed day."""
    said = Weight.objects.filter(fact=OuterRef("fact")).values("weight")
    summed = Line.objects.filter(customer=customer).values("fact").order_by()
    found = summed.annotate(total=Sum("grown"), said=Subquery(said)).values_list("fact", "total", "said")
    weighs, kept = dict(DEFAULTS), 0.0
    for fact, total, weight in found:
        if weight is not None:
            weighs[Fact(fact)] = weight
        kept += total * weighs[Fact(fact)]
    return weighs, kept


def _lines(
    customer: int, *, most: int, skip: int, conversation: int | None, seen: QuerySet[Any] | None
) -> QuerySet[Line, Any]:
    """One line more than asked for, where there is one, and all that are of the conversation; newest first."""
    lines = Line.objects.filter(customer=customer, reverses=None).order_by("-at", "-pk")
    page = Q(pk__in=lines.values("pk")[skip : skip + most + 1])
    found = lines.filter(page if conversation is None else page | Q(conversation=conversation))
    may_see = Value(True) if seen is None else Exists(seen.filter(pk=OuterRef("conversation")))
    return found.select_related("reversal").annotate(may_see=may_see)[: most + 1 + _MOST_OF_ONE]


def _taken_back(line: Line) -> Line | None:
    return getattr(line, "reversal", None)


def _entry(line: Line, weighs: Weights, now: datetime) -> Entry:
    weight, taken_back = weighs[Fact(line.fact)], _taken_back(line)
    shown = line.conversation is None or getattr(line, "may_see", True)
    because = None if taken_back is None else taken_back.about if shown or taken_back.by is None else ""
    return Entry(
        line.pk, Fact(line.fact), line.at, line.about if shown else "", line.conversation if shown else None, weight,
        faded(weight * line.grown, now), because, taken_back is not None and taken_back.by is not None,
    )  # fmt: skip
