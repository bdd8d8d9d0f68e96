"""Days as people write them: 2026-11-24, 24/11/2026, 2026-11, 2026, today, yesterday, 7d."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from extramile.base import clock

Zone = tzinfo
_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_AGO = re.compile(r"(\d{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NAMED = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year somewhere: from its first moment up to that of the next."""

    begin: datetime
    end: datetime


def day_of(written: str, zone: Zone) -> Day | None:
    """The day that is meant, in that zone; None when none is."""
    try:
        first, after = _read(written.lower(), clock.now().astimezone(zone).date())
        return Day(datetime.combine(first, time(), zone), datetime.combine(after, time(), zone))
    except (ValueError, OverflowError):
        return None


def _read(written: str, today: date) -> tuple[date, date]:
    if written in _NAMED:
        return _one(today - timedelta(_NAMED[written]))
    if ago := _AGO.fullmatch(written):
        return _one(today - timedelta(int(ago[1]) * _DAYS[ago[2]]))
    if found := _DAY_FIRST.fullmatch(written):
        return _one(date(int(found[3]), int(found[2]), int(found[1])))
    if (found := _YEAR_FIRST.fullmatch(written)) is None:
        raise ValueError(written)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not 1970 <= year < 2200:
        raise ValueError(written)
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if day is None:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return _one(date(year, month, day))


def _one(day: date) -> tuple[date, date]:
    if not 1970 <= day.year < 2200:
        raise ValueError(day)
    return day, day + timedelta(1)
