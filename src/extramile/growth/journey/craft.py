"""Hours at the craft, from what somebody says of themselves. Pure.

Practice explains 26% of the differences in games and under 1% in professions (Macnamara, Hambrick and Oswald 2014), so
hours never stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MASTERY = 10_000
_WEEK = 7
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Craft:
    """Hours so far, their share of 10,000, and the year in which they would come to it at this pace (None: never)."""

    hours: int
    share: float
    year: int | None


def craft(since: date, weekly: float, today: date) -> Craft:
    """Where somebody is who began on a day and works so many hours a week at the craft."""
    days = max(0, (today - since).days)
    hours = days / _WEEK * weekly
    year = None
    if weekly > 0:
        left = max(0.0, MASTERY - hours) / weekly * _WEEK
        year = round(today.year + (today.timetuple().tm_yday - 1 + left) / _YEAR - 0.5)
    return Craft(round(hours), min(100.0, round(hours / MASTERY * 100, 1)), year if year and year < 2200 else None)
