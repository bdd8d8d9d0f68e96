"""Which parts may be told at all: enough answers here, and enough in what would be left over."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from extramile.pulse.release.parts import Sum


def enough(sums: Mapping[int, Sum], told: Collection[int], *, floor: int) -> set[int]:
    """Of the parts in `told`, those that may be told beside the whole.

    `sums` are those of all parts. First falls what is under the floor. Whoever takes the rest from the whole would have
    what is left over: while that is 1 to floor − 1 people, the smallest of those still told falls too.
    """
    kept = {key for key in told if sums[key].n >= floor}
    everybody = sum(one.n for one in sums.values())
    while kept:
        left = everybody - sum(sums[key].n for key in kept)
        if not 1 <= left < floor:
            break
        kept.remove(min(kept, key=lambda key: (sums[key].n, key)))
    return kept
