"""How exactly a mean may be told.

Whoever looks knows their own answer, and those who lead might put theirs together. Near an end of the scale a mean, the
means of others and one's own answer can leave only one possibility for everybody else. So the ends are told as wide
bands. How wide depends on how many answered and on what is told already, never on the answers themselves: a band says
no more than its edges.

All sums are whole numbers of half points, so that the edges between two roundings are whole too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from extramile.pulse.release.parts import Band, Sum

ONE = 200  # half points: the most of one person
_STEP = 10  # half points: 5 of 100
_LAST = ONE // _STEP


class Range(NamedTuple):
    """The least and the most that a sum can be, as seen by whoever knows the band: half points, both included."""

    low: int
    high: int


class Zone(NamedTuple):
    """Sums near an end of what is possible, as seen by whoever knows `known` answers or fewer: half points.

    A band whose most lies in the zone at the lower end must go on until its most is `until`; and so mirrored.
    """

    begins: int
    until: int
    upper: bool = False


def own_zones(n: int, known: int, steps: int) -> list[Zone]:
    """Where a sum of n answers would leave those who know `known` of them nothing but one end for all others."""
    open_to_them = max(known, 1) * ONE + ONE // steps
    return [Zone(0, open_to_them), Zone(n * ONE, n * ONE - open_to_them, upper=True)]


@lru_cache(maxsize=10_000)
def range_of(band: Band, n: int, steps: int) -> Range:
    """The sums that a band allows."""
    low, high = band.low // 5, band.high // 5
    grain = ONE // steps
    least = max(0, n * (low * _STEP - _STEP // 2))
    most = n * ONE if high == _LAST else n * (high * _STEP + _STEP // 2) - 1
    return Range(-(-least // grain) * grain, most // grain * grain)


def band_of(one: Sum, zones: Iterable[Zone], steps: int) -> Band | None:
    """The narrowest band in which the mean of a sum may be told; None when it would be the whole scale."""
    cells = [range_of(Band(place * 5, place * 5), one.n, steps) for place in range(_LAST + 1)]
    # At either end two roundings are one band at least: all alike is told as some others are.
    joined = {0, _LAST - 1}
    lows, highs = [cell.low for cell in cells], [cell.high for cell in cells]
    for zone in set(zones):
        if zone.upper:
            joined.update(place - 1 for place in range(bisect_right(lows, zone.until), bisect_right(lows, zone.begins)))
        else:
            joined.update(range(bisect_left(highs, zone.begins), bisect_left(highs, zone.until)))
    low = high = min(int((round(one.total / one.n, 9) + 2.5) // 5), _LAST)
    while low - 1 in joined and low > 0:
        low -= 1
    while high in joined and high < _LAST:
        high += 1
    return None if (low, high) == (0, _LAST) else Band(low * 5, high * 5)
