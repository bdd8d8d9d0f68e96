"""When what customers say turns: a rule that says so once, and not for a bad afternoon. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# The mean of these days is held against that of so many before them.
DAYS, DAYS_BEFORE = 30, 90
LEAST = 20
FALL = 0.3
BACK = 0.15
# So long after it fell, it is how things are, and no turn any more.
LASTS = 90


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of ratings, of five, and of how many."""

    mean: float
    n: int


def fell(now: Mean, before: Mean) -> bool:
    """Whether ratings have fallen: by FALL stars at least, with LEAST ratings on either side."""
    return min(now.n, before.n) >= LEAST and _apart(before.mean, now.mean) >= FALL


def is_over(now: Mean, before: float, days: int) -> bool:
    """Whether a fall from `before`, so many days ago, is over: made good by half at least, or long ago."""
    return days >= LASTS or (now.n >= LEAST and _apart(before, now.mean) <= BACK)


def _apart(before: float, now: float) -> float:
    # As people read them: 4.5 to 4.2 is a fall of 0.3.
    return round(before - now, 6)
