"""How moves move a customer. Fixing calms; feeling alone does little while somebody is angry.

Problem-focused moves calmed customers and emotion-focused ones backfired in 228 recorded calls (Little et al. 2013).
Cheerfulness is no move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extramile.growth.practice.rehearsal.kinds import FEELING, FIXING, Kind
from extramile.growth.practice.rehearsal.moves.spot import Spot

MOST = 10
ANGRY = 6
CALM = 3
_MOST_CALMED = 3
_MOST_FOR_ANY_CASE = 2
_DISTRUST = 2
_GRATES = {
    Kind.POLICY: 2, Kind.BLAME: 3, Kind.CALM_DOWN: 3, Kind.VAGUE_WE: 1, Kind.CANNED: 1, Kind.REPEATED: 2,
    Kind.OVERPROMISE: 1, Kind.ABUSE: 4,
}  # fmt: skip
_DEAF = frozenset({Kind.POLICY, Kind.BLAME, Kind.CALM_DOWN, Kind.ABUSE, Kind.OVERPROMISE})
_TRUST = {
    Kind.SAID_BACK: 1, Kind.OWNED: 1, Kind.WHY: 1, Kind.NEXT_STEP: 1, Kind.PERSONAL: 1, Kind.PLAIN: 1, Kind.THANKS: 1,
    Kind.POLICY: -1, Kind.BLAME: -2, Kind.CALM_DOWN: -2, Kind.VAGUE_WE: -1, Kind.CANNED: -1, Kind.REPEATED: -1,
    Kind.OVERPROMISE: -3, Kind.ABUSE: -4,
}  # fmt: skip


@dataclass
class Mood:
    """Where a customer is: `temper` and `trust` from 0 to 10, how often each move has been made, about what, and how
    much of the calm came of words that would fit any case.
    """

    temper: int
    trust: int
    made: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    eased: int = 0

    def moved(self, spots: Sequence[Spot], *, needed: frozenset[str], met: bool) -> list[int]:
        """By how much each move of a line moves the temper, which moves with them.

        `needed`: ids of steps that are still missing; `met`: the line leaves none missing.
        """
        wished = [self._wish(spot, spots, needed) for spot in spots]
        grated = min(MOST - self.temper, sum(wish for wish in wished if wish > 0))
        deaf = any(spot.kind in _DEAF for spot in spots)
        # Nobody is calmer than this while their matter is open, nor all at once, nor by what comes with an insult.
        room = grated if deaf else grated + _MOST_CALMED
        if general := not self._is_of_the_case(spots):
            room = min(room, grated + _MOST_FOR_ANY_CASE - self.eased)
        if not met:
            room = min(room, max(0, self.temper + grated - CALM))
        changes = []
        for wish in wished:
            change = wish if wish >= 0 else -min(-wish, room)
            room += min(change, 0)
            changes.append(change)
        if general:
            self.eased += max(0, -sum(changes))
        self._count(spots)
        return self._within(changes)

    def _is_of_the_case(self, spots: Sequence[Spot]) -> bool:
        """Whether anything said so far is about this customer's matter, and would not fit any other."""
        made = [*self.made, *((spot.kind, about) for spot in spots for about in spot.about)]
        return any(about and kind in FIXING for kind, about in made)

    def worn(self, change: int) -> int:
        """Moves the temper by something that nobody said; by how much it did."""
        before, self.temper = self.temper, max(0, min(MOST, self.temper + change))
        return self.temper - before

    def _wish(self, spot: Spot, spots: Sequence[Spot], needed: frozenset[str]) -> int:
        if spot.kind in _GRATES:
            return _GRATES[spot.kind]
        before = self._times(spot.kind)
        if spot.kind is Kind.SAID_BACK:
            new = sum(not self.made[spot.kind, about] for about in spot.about)
            return -min(new, 1 if before else 3) - (not before)
        if spot.kind is Kind.NEXT_STEP:
            return self._step(spot, needed, before)
        if spot.kind is Kind.OWNED:
            return -max(0, 2 - before) if self.trust > _DISTRUST else -(not before)
        if spot.kind is Kind.QUESTION:
            return -any(not self.made[spot.kind, about] for about in spot.about)
        if spot.kind is Kind.WHY:
            return -1 if before < 2 else 0
        if spot.kind in FEELING:
            fixing = self._times(*FIXING) or any(one.kind in FIXING for one in spots)
            return -1 if not before and (self.temper < ANGRY or fixing) else 0
        return 0

    def _step(self, spot: Spot, needed: frozenset[str], before: int) -> int:
        if needed.intersection(spot.about):
            return -3 if self.trust > _DISTRUST else -2
        return 0 if spot.about or before else -1

    def _times(self, *kinds: Kind) -> int:
        return sum(times for (kind, _about), times in self.made.items() if kind in kinds)

    def _count(self, spots: Sequence[Spot]) -> None:
        for spot in spots:
            if not self._times(spot.kind) or _TRUST.get(spot.kind, 0) < 0 or spot.kind in FIXING:
                self.trust = max(0, min(MOST, self.trust + _TRUST.get(spot.kind, 0)))
            self.made.update((spot.kind, about) for about in spot.about or ("",))

    def _within(self, changes: list[int]) -> list[int]:
        """The changes that the scale has room for: first what grates, then what calms, each as far as it goes."""
        done = [0] * len(changes)
        for place in sorted(range(len(changes)), key=lambda place: changes[place] < 0):
            done[place] = self.worn(changes[place])
        return done
