"""Lengths of time as bands, so that kept counts of them can be added up and still tell a median."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
# Seconds. Each band is about twice as long as the one before it: a median is told to within a part of it.
EDGES = (
    15, 30, _MINUTE, 2 * _MINUTE, 4 * _MINUTE, 8 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, _HOUR, 2 * _HOUR, 4 * _HOUR,
    8 * _HOUR, _DAY, 2 * _DAY, 4 * _DAY, 7 * _DAY, 14 * _DAY,
)  # fmt: skip
BANDS = len(EDGES) + 1
_REACH = [*pairwise((0, *EDGES)), (EDGES[-1], 2 * EDGES[-1])]


def band_of(seconds: float) -> int:
    """The band in which a length of time lies; what would be less than nothing is nothing."""
    return bisect_right(EDGES, max(seconds, 0.0))


def within(counts: Sequence[int], share: float) -> float | None:
    """In how many seconds so large a share of what was counted was over, from 0.5 for the median to 1.

    Those of a band are taken to lie evenly in it. None when nothing was counted.
    """
    left = share * sum(counts)
    if left <= 0:
        return None
    for (least, most), n in zip(_REACH, counts, strict=True):
        if n and left <= n:
            return least + (most - least) * left / n
        left -= n
    return float(_REACH[-1][1])
