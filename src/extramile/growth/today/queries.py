"""Reading one's own days."""

from __future__ import annotations

from datetime import datetime, timedelta

from extramile.growth.today.days import Day, own_day, shaped
from extramile.people.queries.sealed import named
from extramile.people.seal import Seal, Shelf


def today(seal: Seal, now: datetime) -> Day:
    """What somebody keeps of the day it is for them. `now` is in their own zone."""
    date, before = now.date(), now.date() - timedelta(days=1)
    found = named(seal, Shelf.DAY, date.isoformat(), before.isoformat())
    days = {entry.day: shaped(entry.day, entry.content) for entry in found.values() if entry.content is not None}
    day = own_day(now, days.get(before))
    return days.get(day, Day(day))
