"""BG/NBD: customers buy at their own pace, and after any purchase may become inactive.

Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005. Time is in weeks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DAYS = 7


@dataclass(frozen=True, slots=True)
class Parameters:
    """The four of the model: `r` and `alpha` say how paces differ, `a` and `b` how soon customers become inactive."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class History:
    """One customer: purchases after the first, and weeks from the first to the last one and to the day of asking."""

    repeats: int
    last: float
    age: float


def weeks(begin: date, end: date) -> float:
    """Weeks from one day to another, to two decimals, as the published tables of the model have them."""
    return round((end - begin).days / _DAYS, 2)


def history(days: Iterable[date], as_of: date) -> History | None:
    """What purchases up to `as_of` come to; several on one day count once. None without any."""
    bought = {day for day in days if day <= as_of}
    if not bought:
        return None
    first = min(bought)
    return History(len(bought) - 1, weeks(first, max(bought)), weeks(first, as_of))


def alive(parameters: Parameters, one: History) -> float:
    """The probability that a customer still buys (equation for P(alive) in the authors' note of 2008).

    It is 1 without a repeat, whatever happened: ignore it for customers who bought once.
    """
    if one.repeats == 0:
        return 1.0
    odds = parameters.a / (parameters.b + one.repeats - 1)
    quiet = (parameters.alpha + one.age) / (parameters.alpha + one.last)
    try:
        return 1.0 / (1.0 + odds * math.pow(quiet, parameters.r + one.repeats))
    except OverflowError:
        # Hundreds of purchases, then years of silence: as good as never.
        return 0.0
