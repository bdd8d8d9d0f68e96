"""What a closed round tells on one scale. Asked once, when it closes; what comes out is kept and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extramile.pulse.release import hiding
from extramile.pulse.release.bands import ONE, Range, Zone, band_of, own_zones, range_of
from extramile.pulse.release.changes import Beside, Earlier, Past
from extramile.pulse.release.parts import WHOLE, Band, Part, Shown, Sum, Why

# Answers beyond those that must stay open, because three rounds together say more than any two of them.
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class _Before:
    """An earlier round beside this one, the ends of the ranges that it told, and the sum of those of its parts."""

    past: Past
    lows: Mapping[int, int]
    highs: Mapping[int, int]
    parts: Range


def release(
    parts: Sequence[Part], sums: Mapping[int, Sum], earlier: Iterable[Earlier], *, floor: int, steps: int
) -> dict[int, Shown]:
    """What is told of the whole and of each named part, by key. `sums` are those of all parts."""
    whole = Sum(sum(one.n for one in sums.values()), sum(one.total for one in sums.values()))
    everything = {WHOLE: whole, **sums}
    named = {WHOLE} | {part.key for part in parts if part.named}
    candidates = {key for key in named if everything[key].n >= floor}
    before = [_before(one, steps) for one in earlier]
    changed = {key for key in candidates if _changed(key, before, floor)}
    bands = _bands(parts, everything, _steady(sums, candidates - changed, before, floor), before, steps)
    shown = {}
    for key in named:
        why = None if key in bands else Why.CHANGED if key in changed else Why.FEW
        shown[key] = Shown(everything[key].n if key in bands else 0, bands.get(key), why)
    return shown


def _before(one: Earlier, steps: int) -> _Before:
    ranges = {key: range_of(told.band, told.n, steps) for key, told in one.shown.items() if told.band}
    lows, highs = ({key: each.low for key, each in ranges.items()}, {key: each.high for key, each in ranges.items()})
    least, most = (sum(each.values()) - each.get(WHOLE, 0) for each in (lows, highs))
    return _Before(one.past, lows, highs, Range(least, most))


def _changed(key: int, before: Sequence[_Before], floor: int) -> bool:
    return any(1 <= people < floor for one in before for people in one.past.differences(key))


def _steady(sums: Mapping[int, Sum], told: set[int], before: Sequence[_Before], floor: int) -> set[int]:
    """What of `told` leaves nothing over that is too small, and nothing to be worked out from earlier rounds."""
    while True:
        told = (told & {WHOLE}) | hiding.enough(sums, told - {WHOLE}, floor=floor)
        loose = _crossing(told, before, floor)
        if not loose:
            return told
        named = [key for key in loose if key in told and key != WHOLE] or [key for key in told if key != WHOLE]
        told -= {min(named, key=lambda key: (sums[key].n, key))} if named else {WHOLE}


def _crossing(told: set[int], before: Sequence[_Before], floor: int) -> set[int]:
    found = (one.past.crossing(frozenset(told), floor=floor) for one in before)
    return next(filter(None, found), set())


def _bands(
    parts: Sequence[Part], sums: Mapping[int, Sum], told: set[int], before: Sequence[_Before], steps: int
) -> dict[int, Band]:
    """The whole first, then part after part, each so wide that with what stands already nobody is pinned down."""
    leads = {part.key: len(part.leads) for part in parts} | {WHOLE: sum(len(part.leads) for part in parts)}
    found: dict[int, Band] = {}
    ranges: dict[int, Range] = {}
    for key in sorted(told, key=lambda one: (one != WHOLE, one)):
        zones = own_zones(sums[key].n, leads[key], steps)
        for one in before:
            zones += _zones_of_change(key, one, steps)
        if key != WHOLE and WHOLE in ranges:
            zones += _zones_beside(key, leads, sums, ranges, steps)
        band = band_of(sums[key], zones, steps)
        if band:
            found[key], ranges[key] = band, range_of(band, sums[key].n, steps)
    return found


def _zones_beside(
    key: int, leads: Mapping[int, int], sums: Mapping[int, Sum], ranges: Mapping[int, Range], steps: int
) -> list[Zone]:
    """Where one part's sum, taken from the whole with what others are known to be, would pin another part down."""
    whole, grain = ranges[WHOLE], ONE // steps
    others = [(other, sums[other].n * ONE) for other in leads if other not in (WHOLE, key) and sums[other].n]
    low, high = sums[key].n * ONE, 0
    if not others:
        return []
    for coalition in (True, False):
        # Those who lead and put theirs together, or one person wherever they are.
        alone = 0 if coalition else ONE
        top_sum = bottom_sum = 0
        top_room, bottom_room = [], []
        for other, full in others:
            theirs = leads[other] * ONE if coalition else 0
            seen = ranges.get(other)
            top = min(full - theirs, seen.high) if seen else full - theirs
            bottom = max(theirs, seen.low) if seen else theirs
            top_sum, bottom_sum = top_sum + top, bottom_sum + bottom
            top_room.append(full - theirs - top)
            bottom_room.append(bottom - theirs)
        high = max(high, whole.low + grain + alone - top_sum - min(top_room))
        low = min(low, whole.high - grain - alone - bottom_sum + min(bottom_room))
    return [Zone(0, high), Zone(sums[key].n * ONE, low, upper=True)]


def _zones_of_change(key: int, one: _Before, steps: int) -> list[Zone]:
    """Where a sum would pin down those who came or went since an earlier round, if all others think what they thought.

    A sum beyond what is possible then shows that they do not, and may be told as it is.
    """
    zones: list[Zone] = []
    if 0 in one.past.differences(key):
        # It was told of the same people then.
        return zones
    for near in one.past.beside(key):
        seen = _seen(one, near)
        open_to_them = (max(near.leads, 1) + _MARGIN) * ONE + ONE // steps
        least, most = seen.low - near.left * ONE, seen.high + near.joined * ONE
        zones += [Zone(least, least + open_to_them), Zone(most, most - open_to_them, upper=True)]
    return zones


def _seen(one: _Before, near: Beside) -> Range:
    """The range of a union that an earlier round told of."""
    least, most = sum(map(one.lows.__getitem__, near.groups)), sum(map(one.highs.__getitem__, near.groups))
    if WHOLE not in near.groups:
        return Range(least, most)
    # What is left over is the whole less every part: less those beside it in the union, which are in it again.
    low, high = one.lows[WHOLE], one.highs[WHOLE]
    return Range(low - (one.parts.high - (most - high)), high - (one.parts.low - (least - low)))
