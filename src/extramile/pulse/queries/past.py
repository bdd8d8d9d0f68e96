"""What earlier rounds have told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extramile.pulse.measures import MEASURES
from extramile.pulse.models import Result, Round, Slice
from extramile.pulse.release import changes
from extramile.pulse.release.changes import Earlier, Past
from extramile.pulse.release.parts import WHOLE, Band, Overlap, Part, Shown


@dataclass(frozen=True, slots=True)
class Told:
    """What earlier rounds told on each scale, and how their people overlap with those of now."""

    now: Sequence[Part]
    shown: Mapping[tuple[int, str], Mapping[int, Shown]]
    parts: Mapping[int, Sequence[Part]]
    both: Mapping[int, Overlap]
    pasts: dict[tuple[int, frozenset[int]], Past] = field(default_factory=dict)

    def on(self, family: str) -> list[Earlier]:
        """On one scale, and on those that could be read as the same."""
        return [
            Earlier(self._past(round_, frozenset(shown)), shown)
            for (round_, measure), shown in self.shown.items()
            if MEASURES[measure].family == family
        ]

    def _past(self, round_: int, told: frozenset[int]) -> Past:
        if (round_, told) not in self.pasts:
            self.pasts[round_, told] = Past(self.now, self.parts[round_], self.both[round_], told)
        return self.pasts[round_, told]


def parts_of(one: Round) -> list[Part]:
    """Who was asked in a round, as parts; their keys are those of slices."""
    return [part for parts in _parts([one.pk]).values() for part in parts]


def told_before(one: Round, parts: Sequence[Part]) -> Told:
    """What every round before this one told."""
    shown: dict[tuple[int, str], dict[int, Shown]] = defaultdict(dict)
    rows = Result.objects.filter(round__lt=one.pk, low__isnull=False)
    for round_, place, measure, n, low, high in rows.values_list("round_id", "slice_id", "measure", "n", "low", "high"):
        if low is not None and high is not None:
            shown[round_, measure][place or WHOLE] = Shown(n, Band(low, high))
    before = _parts({round_ for round_, _ in shown})
    return Told(parts, shown, before, changes.overlaps(parts, before))


def _parts(rounds: Sequence[int] | set[int]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    rows = Slice.objects.filter(round__in=rounds).values_list("round_id", "pk", "people", "leads", "team")
    for round_, place, people, leads, team in rows:
        found[round_].append(Part(place, frozenset(people), frozenset(leads), named=team is not None))
    return found
