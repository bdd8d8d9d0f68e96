"""Why accounts are below zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from extramile.customers.account.facts import DEFAULTS, DEPOSITS, Fact
from extramile.customers.models import Line, Weight
from extramile.customers.queries.account import NOTHING, overdrawn

DEEPEST = 200
_AGAINST_US = [fact for fact in Fact if fact not in DEPOSITS]


def withdrawals_of(customers: Collection[int] | QuerySet[Any, Any]) -> dict[int, list[Fact]]:
    """What stands against us in the accounts of some customers: facts, the heaviest by now first. One query."""
    said = Subquery(Weight.objects.filter(fact=OuterRef("fact")).values("weight"))
    lines = Line.objects.filter(customer__in=customers, fact__in=_AGAINST_US)
    summed = lines.values("customer", "fact").annotate(total=Sum("grown"), said=said).order_by()
    found: dict[int, dict[Fact, float]] = {}
    for customer, fact, total, weight in summed.values_list("customer", "fact", "total", "said"):
        kept = total * (DEFAULTS[Fact(fact)] if weight is None else weight)
        if kept < NOTHING:
            found.setdefault(customer, {})[Fact(fact)] = kept
    return {customer: _heaviest(facts) for customer, facts in found.items()}


def most_often() -> tuple[Fact, int] | None:
    """What stands in most of the DEEPEST accounts below zero, and in how many of them; None without any. One query."""
    found = withdrawals_of(overdrawn().values("pk")[:DEEPEST]).values()
    seen = Counter(fact for facts in found for fact in facts)
    return max(seen.items(), key=lambda one: (one[1], one[0].value)) if seen else None


def _heaviest(facts: dict[Fact, float]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (facts[fact], fact))
