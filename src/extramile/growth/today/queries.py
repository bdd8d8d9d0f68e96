"""Reading one's own days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from extramile.growth.today.days import Day, Part, own_day, shaped
from extramile.people.queries.sealed import Entry, entries, named
from extramile.people.seal import Seal, Shelf

_LATELY = timedelta(days=14)
_A_WEEK = timedelta(days=7)
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Today:
    """The day it is for somebody, what they keep of it, and since when something may be new to them."""

    day: Day
    since: date
    off: frozenset[Part]


def today(seal: Seal, now: datetime) -> Day:
    """What somebody keeps of the day it is for them. `now` is in their own zone."""
    return _today(_days(seal, now), now)


def page(seal: Seal, now: datetime) -> Today:
    """All that the page of the day asks of what is sealed: two queries."""
    days = _days(seal, now)
    day = _today(days, now)
    before = [one for one in days if one < day.day]
    return Today(day, max(before, default=day.day - _A_WEEK), _off(seal))


def days(seal: Seal, *, since: date | None = None) -> list[Day]:
    """Somebody's days from one on, or all of them, the newest first."""
    found = entries(seal, Shelf.DAY, since=since)
    return [_day(entry) for entry in found]


def _days(seal: Seal, now: datetime) -> dict[date, Day]:
    found = entries(seal, Shelf.DAY, since=now.date() - _LATELY, most=4)
    return {entry.day: _day(entry) for entry in found}


def _day(entry: Entry) -> Day:
    return Day(entry.day, opens=False) if entry.content is None else shaped(entry.day, entry.content)


def _today(days: dict[date, Day], now: datetime) -> Day:
    day = own_day(now, days.get(now.date() - timedelta(days=1)))
    return days.get(day, Day(day))


def _off(seal: Seal) -> frozenset[Part]:
    kept = named(seal, Shelf.HABITS, TODAY).get(TODAY)
    off = kept.content.get("off", []) if kept and kept.content else []
    return frozenset(Part(one) for one in off if one in set(Part))
