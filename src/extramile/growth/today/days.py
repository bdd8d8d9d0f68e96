"""A person's own day: it begins when they begin it, and a shift past midnight belongs to its start. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, TypeVar

from extramile.growth.today.intentions import Plan

LONGEST = timedelta(hours=14)


class Face(IntEnum):
    """How somebody arrives."""

    DRAINED = 1
    LOW = 2
    STEADY = 3
    GOOD = 4
    BRIGHT = 5


class Part(StrEnum):
    """The parts of Today, each of which may be left out for ever."""

    ARRIVING = "arriving"
    INTENTION = "intention"
    WORTH_KNOWING = "worth_knowing"
    MONDAY = "monday"
    WARM_UP = "warm_up"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard moment, seen again in four steps."""

    happened: str = ""
    told_myself: str = ""
    else_true: str = ""
    next_time: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody keeps of one day. Whatever they skipped is None, as on a day when they were not here.

    `opens` is false of a day whose entry was changed or cut short outside of Extramile.
    """

    day: date
    began: datetime | None = None
    closed: datetime | None = None
    face: Face | None = None
    intention: Plan | None = None
    good: str = ""
    hard: Hard | None = None
    opens: bool = True


def own_day(now: datetime, yesterday: Day | None) -> date:
    """Which day it is for somebody. `now` is in their own zone; `yesterday` is what they keep of the day before.

    Whoever began a shift less than LONGEST ago, and has not closed it, is still in its day.
    """
    if yesterday is None or yesterday.began is None or yesterday.closed is not None:
        return now.date()
    # In one zone Python subtracts what the clocks on the wall say, also in a night in which they change.
    gone = now.astimezone(UTC) - yesterday.began.astimezone(UTC)
    return yesterday.day if gone < LONGEST else now.date()


def shaped(day: date, content: dict[str, Any]) -> Day:
    """A day from what was sealed of it; what is not as it should be is as if skipped."""
    face = content.get("face")
    return Day(
        day, _moment(content.get("began")), _moment(content.get("closed")),
        Face(face) if isinstance(face, int) and face in set(Face) else None,
        _of(Plan, content.get("intention")), str(content.get("good") or ""), _of(Hard, content.get("hard")),
    )  # fmt: skip


T = TypeVar("T", Plan, Hard)


def _of(kind: type[T], stored: object) -> T | None:
    names = {field.name for field in fields(kind)}
    if not isinstance(stored, dict) or not stored.keys() <= names:
        return None
    try:
        return kind(**{name: str(words) for name, words in stored.items()})
    except TypeError:
        return None


def _moment(stored: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(stored)) if stored else None
    except ValueError:
        return None
