"""How customers moved on the ladder, from sums that are kept by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import MoveCount

DAYS = 90
WEEKS = 13


@dataclass(slots=True)
class Moved:
    """How many came up to each rung, and how many went down from each."""

    up: Counter[Rung] = field(default_factory=Counter)
    down: Counter[Rung] = field(default_factory=Counter)

    def add(self, before: int, after: int, n: int) -> None:
        """Count `n` who made the same move."""
        if after > before:
            self.up[Rung(after)] += n
        else:
            self.down[Rung(before)] += n


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
    sums = MoveCount.objects.filter(day__gte=min(since, min(weeks)), day__lte=today)
    for day, before, after, n in sums.values_list("day", "before", "after", "n"):
        if day > since:
            lately.add(before, after, n)
        monday = day - timedelta(days=day.weekday())
        if monday in weeks:
            weeks[monday].add(before, after, n)
    return Weeks(lately, weeks)
