"""The weeks of the team, named by their Mondays. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

# On the islands where the day begins, Monday at eight is Sunday at 18:00 UTC. By then last week's story is chosen.
_ENDS_BEFORE = timedelta(hours=7)


def monday_of(day: date) -> date:
    """The Monday of the week in which a day is."""
    return day - timedelta(days=day.weekday())


def week_at(moment: datetime) -> date:
    """The week in which the whole team is at a moment in UTC. It ends on Sunday at 17:00, for everybody at once."""
    return monday_of((moment + _ENDS_BEFORE).date())
