"""A person's own day: it begins when they begin it, and a shift past midnight belongs to its start. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

LONGEST = timedelta(hours=14)


class Face(IntEnum):
    """How somebody arrives."""

    DRAINED = 1
    LOW = 2
    STEADY = 3
    GOOD = 4
    BRIGHT = 5


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody keeps of one day. Whatever they skipped is None, as on a day when they were not here."""

    day: date
    began: datetime | None = None
    closed: datetime | None = None
    face: Face | None = None


def own_day(now: datetime, yesterday: Day | None) -> date:
    """Which day it is for somebody. `now` is in their own zone; `yesterday` is what they keep of the day before.

    Whoever began a shift less than LONGEST ago, and has not closed it, is still in its day.
    """
    if yesterday is None or yesterday.began is None or yesterday.closed is not None:
        return now.date()
    # In one zone Python subtracts what the clocks on the wall say, also in a night in which they change.
    gone = now.astimezone(UTC) - yesterday.began.astimezone(UTC)
    return yesterday.day if gone < LONGEST else now.date()


def shaped(day: date, content: dict[str, object]) -> Day:
    """A day from what was sealed of it; what is not as it should be is as if skipped."""
    face = content.get("face")
    return Day(
        day, _moment(content.get("began")), _moment(content.get("closed")),
        Face(face) if isinstance(face, int) and face in set(Face) else None,
    )  # fmt: skip


def _moment(stored: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(stored)) if stored else None
    except ValueError:
        return None
