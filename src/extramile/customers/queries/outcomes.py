"""What became of customers: what they did for us, and how they rose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max

from extramile.customers.account.facts import Fact
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Act, Line, Move, Purchase
from extramile.customers.models.act import Kind

_MOST = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that a customer did, or a rung to which they rose; `about` is in their own words, if they said any."""

    customer: int
    name: str
    day: date
    act: Kind | None = None
    rung: Rung | None = None
    about: str = ""


def bought_again(helped: Mapping[int, date]) -> int:
    """How many of these customers bought after the day given for them."""
    last = Purchase.objects.filter(customer__in=helped.keys()).values_list("customer").annotate(last=Max("day"))
    return sum(day > helped[customer] for customer, day in last.order_by())


def spoke(helped: Mapping[int, date]) -> list[tuple[int, str]]:
    """Which of these customers did something for us after the day given for them, and in which words; newest first."""
    acts = Act.objects.filter(customer__in=helped.keys(), day__gte=min(helped.values())).order_by("-day", "pk")
    told = acts.values_list("customer", "day", "about")
    return [(customer, about) for customer, day, about in told if day >= helped[customer]]


def outcomes(helped: Mapping[int, date], *, since: date) -> list[Outcome]:
    """What became of these customers since a day, each not before the day given for them; the newest first."""
    acts = Act.objects.filter(customer__in=helped.keys(), day__gte=since)
    told = [
        Outcome(customer, name, day, act=Kind(kind), about=about)
        for customer, name, day, kind, about in acts.values_list("customer", "customer__name", "day", "kind", "about")
        if day >= helped[customer]
    ]
    moves = Move.objects.filter(customer__in=helped.keys(), day__gte=since, after__gt=F("before"), before__gt=0)
    rose = [
        Outcome(customer, name, day, rung=Rung(after))
        for customer, name, day, after in moves.values_list("customer", "customer__name", "day", "after")
        if day >= helped[customer]
    ]
    return sorted(told + rose, key=lambda one: (one.day, one.act is not None, one.customer), reverse=True)


def thanked(conversations: Collection[int], *, since: datetime) -> list[Outcome]:
    """Who has said thank you since a moment, in one of these conversations; the newest 20."""
    found = Line.objects.filter(fact=Fact.THANKS, at__gte=since, reversal=None, reverses=None)
    found = found.filter(conversation__in=conversations).select_related("customer").order_by("-at")
    return [Outcome(one.customer_id, one.customer.name, one.at.date(), about=one.about) for one in found[:_MOST]]
