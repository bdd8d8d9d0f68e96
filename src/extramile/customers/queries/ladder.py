"""Where customers stand, and the facts behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Min, Q, QuerySet

from extramile.customers.ladder.alive import History, Parameters, weeks
from extramile.customers.ladder.learning import learn
from extramile.customers.ladder.rungs import ADVOCACY_DAYS, Advocacy, Rung, place
from extramile.customers.ladder.told import Facts
from extramile.customers.models import Act, Customer, Night, Purchase, RungCount, Standing
from extramile.customers.models.act import PUBLIC, Kind

_CHUNK = 2000
_NOTHING = Advocacy()
# East of here a day begins before ours. What is written down on it is known now, and nobody would look again tomorrow.
_AHEAD = timedelta(days=1)
# Counting a million rows takes longer than the page may.
_EVERYBODY, _MANY, _A_WHILE = "customers:everybody", 20_000, 600


@dataclass(frozen=True, slots=True)
class Bought:
    """A customer's purchases in short; several on one day are one."""

    first: date
    last: date
    repeats: int

    def history(self, today: date) -> History:
        """The same in weeks, as of a day, or of the last purchase when that is later."""
        return History(self.repeats, weeks(self.first, self.last), weeks(self.first, max(today, self.last)))


@dataclass(frozen=True, slots=True)
class AsOf:
    """The ladder on a day, without what was before it: customers by rung, and the parameters learned up to then."""

    rungs: dict[Rung, int]
    parameters: Parameters | None


def facts_of_standing(found: Standing) -> Facts:
    """What a rung rests on, as it was kept with it."""
    advocacy = Advocacy(found.acts, found.public, found.referrals)
    return Facts(Rung(found.rung), found.repeats, found.first, found.last, found.alive, advocacy)


def counts() -> dict[Rung, int]:
    """How many customers stand on each rung, as kept; a rung on which nobody ever stood is left out."""
    return {Rung(rung): n for rung, n in RungCount.objects.exclude(rung=0).values_list("rung", "n")}


def not_known(placed: int) -> int:
    """How many customers stand on no rung, when `placed` stand on one; of very many the number is minutes old."""
    everybody = cache.get(_EVERYBODY)
    if everybody is None:
        everybody = Customer.objects.count()
        if everybody > _MANY:
            cache.set(_EVERYBODY, everybody, _A_WHILE)
    return max(int(everybody) - placed, 0)


def parameters(night: Night | None = None) -> Parameters | None:
    """What a night learned, or else the last one; None as long as there was too little to learn from."""
    found = night or Night.objects.order_by("-day").first()
    if found is None or found.r is None or found.alpha is None or found.a is None or found.b is None:
        return None
    return Parameters(found.r, found.alpha, found.a, found.b)


def facts_of(customers: Collection[int], today: date) -> dict[int, tuple[Bought, Advocacy]]:
    """What is known on a day, and of the next, which may have begun elsewhere, of those among these who bought."""
    until = today + _AHEAD
    acts = dict(_acts(today, customers, until=until))
    bought = _bought(until).filter(customer__in=customers)
    return {customer: (one, acts.get(customer, _NOTHING)) for customer, one in _shaped(bought)}


def as_of(day: date) -> AsOf:
    """Everybody's rung as of a day. Holds one customer at a time, and the acts of those who have any."""
    learned = learn(lambda: (one.history(day) for _, one in _shaped(_bought(day))))
    acts = dict(_acts(day))
    rungs: Counter[Rung] = Counter()
    for customer, one in _shaped(_bought(day)):
        rungs[place(one.history(day), acts.get(customer, _NOTHING), learned).rung] += 1
    rungs[Rung.NOT_KNOWN] = Customer.objects.count() - rungs.total()
    return AsOf({rung: rungs[rung] for rung in Rung}, learned)


def histories(day: date) -> Iterator[History]:
    """Every customer's history as of a day, one after the other."""
    return (one.history(day) for _, one in _shaped(_bought(day)))


def _bought(day: date) -> QuerySet[Any, Any]:
    grouped = Purchase.objects.filter(day__lte=day).values("customer").order_by("customer")
    return grouped.annotate(days=Count("day", distinct=True), first=Min("day"), last=Max("day"))


def _shaped(bought: QuerySet[Any, Any]) -> Iterator[tuple[int, Bought]]:
    for customer, days, first, last in bought.values_list("customer", "days", "first", "last").iterator(_CHUNK):
        yield customer, Bought(first, last, days - 1)


def _acts(
    today: date, customers: Collection[int] | None = None, *, until: date | None = None
) -> Iterator[tuple[int, Advocacy]]:
    lately = Act.objects.filter(day__lte=until or today, day__gt=today - timedelta(days=ADVOCACY_DAYS))
    if customers is not None:
        lately = lately.filter(customer__in=customers)
    referral = Q(kind=Kind.REFERRAL)
    counted = lately.values("customer").annotate(
        acts=Count("pk", filter=~referral),
        public=Count("pk", filter=Q(kind__in=PUBLIC)),
        referrals=Count("pk", filter=referral),
        last=Max("day"),
    )
    for customer, *did in counted.values_list("customer", "acts", "public", "referrals", "last"):
        yield customer, Advocacy(*did)
