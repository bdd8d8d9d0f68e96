"""What a closed round tells on one scale. Asked once, when it closes; what comes out is kept and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extramile.pulse.release import changes, hiding
from extramile.pulse.release.bands import ONE, Range, Zone, band_of, own_zones, range_of
from extramile.pulse.release.changes import Beside, Past
from extramile.pulse.release.parts import WHOLE, Band, Earlier, Part, Shown, Sum, Why

# Answers beyond those that must stay open, because three rounds together say more than any two of them.
_MARGIN = 1


def release(
    parts: Sequence[Part], sums: Mapping[int, Sum], earlier: Iterable[Earlier], *, floor: int, steps: int
) -> dict[int, Shown]:
    """What is told of the whole and of each named part, by key. `sums` are those of all parts."""
    before = changes.past(earlier)
    whole = Sum(sum(one.n for one in sums.values()), sum(one.total for one in sums.values()))
    named = {part.key for part in parts if part.named}
    few = {key for key in named if sums[key].n < floor} | ({WHOLE} if whole.n < floor else set())
    candidates = ({WHOLE} | named) - few
    steady = _steady(parts, sums, candidates, before, floor)
    bands = _bands(parts, {WHOLE: whole, **sums}, steady, before, steps)
    shown = {}
    for key in {WHOLE} | named:
        n = whole.n if key == WHOLE else sums[key].n
        changed = key in candidates and _changed(key, parts, before, floor)
        why = None if key in bands else Why.CHANGED if changed else Why.FEW
        shown[key] = Shown(n if key in bands else 0, bands.get(key), why)
    return shown


def _changed(key: int, parts: Sequence[Part], before: Sequence[Past], floor: int) -> bool:
    found = (changes.beside(key, parts, one.then, one.both) for one in before)
    return any(1 <= each.changed < floor for one in found for each in one if each.groups)


def _steady(
    parts: Sequence[Part], sums: Mapping[int, Sum], candidates: set[int], before: Sequence[Past], floor: int
) -> set[int]:
    """What may be told: not changed by too few, and nothing left over or to be worked out from earlier rounds."""
    told = {key for key in candidates if not _changed(key, parts, before, floor)}
    while True:
        told = (told & {WHOLE}) | hiding.enough(sums, told - {WHOLE}, floor=floor)
        loose = next(filter(None, (_crossing(parts, told, one, floor) for one in before)), set())
        if not loose:
            return told
        named = [key for key in loose if key in told and key != WHOLE] or [key for key in told if key != WHOLE]
        told -= {min(named, key=lambda key: (sums[key].n, key))} if named else {WHOLE}


def _crossing(parts: Sequence[Part], told: set[int], one: Past, floor: int) -> set[int]:
    return changes.crossing(changes.atoms(parts, told), one.then, one.both, floor=floor) if told else set()


def _bands(
    parts: Sequence[Part], sums: Mapping[int, Sum], told: set[int], before: Sequence[Past], steps: int
) -> dict[int, Band]:
    """The whole first, then part after part, each so wide that with what stands already nobody is pinned down."""
    leads = {part.key: len(part.leads) for part in parts} | {WHOLE: sum(len(part.leads) for part in parts)}
    found: dict[int, Band] = {}
    ranges: dict[int, Range] = {}
    for key in sorted(told, key=lambda one: (one != WHOLE, one)):
        zones = own_zones(sums[key].n, leads[key], steps)
        for one in before:
            zones += _zones_of_change(key, parts, one, steps)
        if key != WHOLE and WHOLE in ranges:
            zones += _zones_beside(key, parts, sums, ranges, steps)
        band = band_of(sums[key], zones, steps)
        if band:
            found[key], ranges[key] = band, range_of(band, sums[key].n, steps)
    return found


def _zones_beside(
    key: int, parts: Sequence[Part], sums: Mapping[int, Sum], ranges: Mapping[int, Range], steps: int
) -> list[Zone]:
    """Where one part's sum, taken from the whole with what others are known to be, would pin another part down."""
    whole, grain = ranges[WHOLE], ONE // steps
    low, high = sums[key].n * ONE, 0
    for coalition in (True, False):
        # Those who lead and put theirs together, or one person wherever they are.
        known = {part.key: len(part.leads) if coalition else 0 for part in parts}
        alone = 0 if coalition else ONE
        tops, bottoms = {}, {}
        for part in parts:
            full, theirs = sums[part.key].n * ONE, known[part.key] * ONE
            seen = ranges.get(part.key, Range(0, full))
            tops[part.key] = (min(full - theirs, seen.high), full - theirs)
            bottoms[part.key] = (max(theirs, seen.low), theirs)
        others = [part.key for part in parts if part.key != key and sums[part.key].n]
        top_sum = sum(tops[other][0] for other in others)
        bottom_sum = sum(bottoms[other][0] for other in others)
        for other in others:
            high = max(high, whole.low + grain + alone - (top_sum - tops[other][0] + tops[other][1]))
            low = min(low, whole.high - grain - alone - (bottom_sum - bottoms[other][0] + bottoms[other][1]))
    return [Zone(0, high), Zone(sums[key].n * ONE, low, upper=True)]


def _zones_of_change(key: int, parts: Sequence[Part], one: Past, steps: int) -> list[Zone]:
    """Where a sum would pin down those who came or went since an earlier round, if all others think what they thought.

    A sum beyond what is possible then shows that they do not, and may be told as it is.
    """
    zones = []
    for near in changes.beside(key, parts, one.then, one.both):
        if near.changed and near.groups:
            seen = _seen(one, near, steps)
            open_to_them = (max(near.leads, 1) + _MARGIN) * ONE + ONE // steps
            least, most = seen.low - near.left * ONE, seen.high + near.joined * ONE
            zones += [Zone(least, least + open_to_them), Zone(most, most - open_to_them, upper=True)]
    return zones


def _seen(one: Past, near: Beside, steps: int) -> Range:
    """The range of a union that an earlier round told of."""
    shown = one.earlier.shown
    ranges = {key: range_of(told.band, told.n, steps) for key, told in shown.items() if told.band}
    parts = [ranges[key] for key in near.groups if key != WHOLE]
    if WHOLE not in near.groups:
        return Range(sum(seen.low for seen in parts), sum(seen.high for seen in parts))
    others = [ranges[key] for key in ranges if key != WHOLE and key not in near.groups]
    low, high = ranges[WHOLE].low, ranges[WHOLE].high
    return Range(low - sum(seen.high for seen in others), high - sum(seen.low for seen in others))
