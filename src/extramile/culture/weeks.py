"""The weeks of the team, named by their Mondays. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# On the islands where the day begins, Monday at eight is Sunday at 18:00 UTC. By then last week's story is chosen.
_ENDS_BEFORE = timedelta(hours=7)


def monday_of(day: date) -> date:
    """The Monday of the week in which a day is."""
    return day - timedelta(days=day.weekday())


def week_at(moment: datetime) -> date:
    """The week in which the whole team is at a moment in UTC. It ends on Sunday at 17:00, for everybody at once."""
    return monday_of((moment + _ENDS_BEFORE).date())


EIGHT = time(8)
WEEK = timedelta(days=7)
# Monday, Tuesday, Wednesday: what was held up is late and still of this week. On Thursday it would be an odd greeting.
_LATE = 3


def week_for(local: datetime) -> date:
    """The week whose idea somebody reads, by the clock on their wall: the new one from Monday at eight."""
    week = monday_of(local.date())
    return week if local.replace(tzinfo=None) >= datetime.combine(week, EIGHT) else week - WEEK


def letters_week(local: datetime) -> date | None:
    """The week whose letter may go to somebody at this moment of theirs: Monday at eight to the end of Wednesday."""
    week = week_for(local)
    return week if (local.date() - week).days < _LATE else None


def zone_of(name: str) -> ZoneInfo:
    """Somebody's time zone by its IANA name; UTC when that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
