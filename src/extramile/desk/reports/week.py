"""A usual week by hour, from kept sums: what comes, what waits, and what is answered outside of the day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extramile.desk.reports.bands import EDGES
from extramile.desk.reports.columns import FIRST

WEEKS = 8
# The day of a usual week, Monday to Friday; what is answered outside of it is somebody's evening.
DAY_BEGINS, DAY_ENDS, WEEKEND = 8, 18, 5
SOON = tuple(f"{FIRST}_{band}" for band in range(EDGES.index(3600) + 1))
_LEVELS, _HARDEST, _FEW, _STEP = 4, 3, 20, 5


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the week, 0 is Monday: customers who write first in it, and those not answered within an hour.

    Both per week; `level` is how full it is beside the fullest, from 0 to 4.
    """

    weekday: int
    hour: int
    came: float
    late: float
    level: int

    @property
    def hard(self) -> bool:
        """Whether one a week waits, and a third of all who come."""
        return self.late >= 1 and 3 * self.late >= self.came


@dataclass(frozen=True, slots=True)
class Week:
    """Its hours that have anything in them, those in which most wait first in `hardest`, and over how many weeks.

    `half` is in how many of its 168 hours half of all comes. `outside` is the share in per cent, in steps of 5, of what
    is answered within an hour that is answered outside of the day; None where too little is known.
    """

    hours: Mapping[tuple[int, int], Hour]
    hardest: list[Hour]
    half: int
    outside: int | None

    @property
    def span(self) -> range:
        """The hours of a day from the first to the last in which anything comes."""
        named = [hour for _, hour in self.hours]
        return range(min(named), max(named) + 1) if named else range(0)


def monday_before(today: date) -> date:
    """The day on which the last whole weeks end: the Monday of this one."""
    return today - timedelta(days=today.weekday())


def week(rows: Iterable[tuple[date, int, int, int]], *, weeks: int = WEEKS) -> Week:
    """A usual week from rows of day, hour, how many began, and how many of those were answered within an hour."""
    came: dict[tuple[int, int], int] = {}
    soon: dict[tuple[int, int], int] = {}
    for day, hour, began, answered in rows:
        place = day.weekday(), hour
        came[place] = came.get(place, 0) + began
        soon[place] = soon.get(place, 0) + answered
    most = max(came.values(), default=0)
    hours = {
        (weekday, hour): Hour(weekday, hour, n / weeks, (n - soon[weekday, hour]) / weeks, _level(n, most))
        for (weekday, hour), n in sorted(came.items()) if n
    }  # fmt: skip
    hardest = sorted((one for one in hours.values() if one.hard), key=lambda one: -one.late)[:_HARDEST]
    return Week(hours, hardest, _half(came.values()), _outside(soon))


def _level(n: int, most: int) -> int:
    return -(-_LEVELS * n // most)


def _half(came: Iterable[int]) -> int:
    counts = sorted(came, reverse=True)
    left, hours = sum(counts) / 2, 0
    for n in counts:
        if left <= 0:
            break
        left, hours = left - n, hours + 1
    return hours


def _outside(soon: Mapping[tuple[int, int], int]) -> int | None:
    every = sum(soon.values())
    if every < _FEW:
        return None
    late = sum(n for (day, hour), n in soon.items() if day >= WEEKEND or not DAY_BEGINS <= hour < DAY_ENDS)
    return round(100 * late / every / _STEP) * _STEP
