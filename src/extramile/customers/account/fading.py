"""How facts fade: each weighs half as much after 180 days.

All fade at the same pace, so a sum that is kept as of one fixed day can be read as of any other with one
multiplication, and which accounts are below zero does not change by waiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HALF_LIFE = timedelta(days=180)
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)


def grown(at: datetime) -> float:
    """What a weight of 1 at a moment comes to as of the fixed day."""
    return float(2.0 ** ((at - _FIXED) / HALF_LIFE))


def faded(kept: float, now: datetime) -> float:
    """What a sum kept as of the fixed day comes to now."""
    return kept / grown(now)


@dataclass(frozen=True, slots=True)
class Memory:
    """How a conversation is remembered: the mean of its strongest and its last fact, and the mean of all beside it."""

    remembered: float
    mean: float


def memory(weights: Sequence[float]) -> Memory | None:
    """What stays of a conversation's facts, in the order in which they happened; None without any.

    Peak and end: Kahneman, Fredrickson, Schreiber and Redelmeier, When More Pain Is Preferred to Less, 1993.
    """
    if not weights:
        return None
    return Memory((max(weights, key=abs) + weights[-1]) / 2, sum(weights) / len(weights))
