"""How customers moved on the ladder, from sums that are kept by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, Sum, When

from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import MoveCount

DAYS = 90
WEEKS = 13


@dataclass(slots=True)
class Moved:
    """How many came up to each rung, and how many went down from each."""

    up: Counter[Rung] = field(default_factory=Counter)
    down: Counter[Rung] = field(default_factory=Counter)

    def add(self, came: int, n: int) -> None:
        """Count `n` who came up to a rung, or with a number below zero, who went down from it."""
        (self.up if came > 0 else self.down)[Rung(abs(came))] += n


@dataclass(frozen=True, slots=True)
class Weeks:
    """The last DAYS days as one, and the last WEEKS weeks one by one, from their Mondays, the oldest first."""

    lately: Moved
    weeks: dict[date, Moved]


def moved(today: date) -> Weeks:
    """How customers moved up to a day."""
    this_week = today - timedelta(days=today.weekday())
    weeks = {this_week - timedelta(weeks=back): Moved() for back in range(WEEKS - 1, -1, -1)}
    since = today - timedelta(days=DAYS)
    lately = Moved()
    for day, rung, n in _came(min(since, min(weeks)), today):
        if day > since:
            lately.add(rung, n)
        monday = day - timedelta(days=day.weekday())
        if monday in weeks:
            weeks[monday].add(rung, n)
    return Weeks(lately, weeks)


def between(since: date, until: date) -> Moved:
    """How customers moved from a day to another, both among them."""
    found = Moved()
    for _, rung, n in _came(since, until):
        found.add(rung, n)
    return found


def _came(since: date, until: date) -> Iterator[tuple[date, int, int]]:
    """Of each day the rungs to which some came up, or below zero, from which they went down, and how many."""
    sums = MoveCount.objects.filter(day__gte=since, day__lte=until)
    came = Case(When(after__gt=F("before"), then=F("after")), default=-F("before"), output_field=IntegerField())
    yield from sums.annotate(came=came).values_list("day", "came").annotate(Sum("n")).order_by()
