"""What counts as kept, late and broken, and when a holder is reminded. Pure: no database, no clock.

A promise is kept in time until 15 minutes after it was due; nobody counts minutes. After that it stands as late. Who
keeps it late, within a day, has neither kept nor broken it in the customer's account: it was done, but not as it was
said. A day after it was due it lapses: it is broken, and stays so in the account even if it is done later, but it is
still owed until somebody says what became of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LATE = timedelta(minutes=15)
BROKEN = timedelta(hours=24)
FURTHEST = timedelta(days=366)
_EARLY = timedelta(hours=1)
_SOON = timedelta(hours=1)


class State(StrEnum):
    """Where a promise is."""

    OPEN = "open"
    LAPSED = "lapsed"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


OWED = (State.OPEN, State.LAPSED)


def is_late(state: str, due: datetime, now: datetime) -> bool:
    """Whether a promise is owed, and its time has passed."""
    return state in OWED and now > due + LATE


def early_by(due: datetime, kept: datetime) -> timedelta | None:
    """How long before its time a promise was kept; None for less than an hour."""
    return due - kept if due - kept >= _EARLY else None


def next_look(due: datetime, now: datetime) -> datetime:
    """When something is to be done with an open promise by itself: an hour before it is due, where that is not soon,
    when it is due, and when it lapses."""
    if due <= now:
        return due + BROKEN
    return due - _SOON if due - now > 2 * _SOON else due
