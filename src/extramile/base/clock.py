"""The time, from one place, so that tests can move it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> datetime:
    """The present moment in UTC, cut to milliseconds: what is stored is exactly what was sent."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def there(zone: str) -> datetime | None:
    """The time in a zone by its IANA name; None when that is not known."""
    try:
        return now().astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


@lru_cache(1024)
def stamp(moment: datetime) -> str:
    """`moment` as RFC 3339 in UTC with milliseconds and Z, the form of every frame."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    # strftime would cost twenty times as much; and each message shows its time in several frames.
    return moment.isoformat(timespec="milliseconds")[:23] + "Z"


def stored(moment: Any) -> Any:
    """A moment as a cursor gives it, with its zone; None as it is.

    SQLite keeps text in UTC without saying so, and where it knows the column, gives a moment without a zone.
    """
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
