"""Kept counts as the figures of a report. What rests on too few is not told. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from extramile.desk.reports.bands import BANDS, within
from extramile.desk.reports.columns import DONE, FIRST, STARS, WAIT, WOULD

# A median of four is no median, and a mean of four ratings is what somebody said of somebody.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took: how often it is known, and in seconds its median, and within what nine of ten were."""

    n: int
    median: float | None
    most: float | None


@dataclass(slots=True)
class Figures:
    """The counts of some days, by `columns.COLUMNS`."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, counts: Mapping[str, int]) -> None:
        """Add the counts of more days, or of another part."""
        for column, n in counts.items():
            self.counts[column] += n

    @property
    def began(self) -> int:
        """Conversations that began."""
        return self.counts["began"]

    @property
    def first(self) -> Times:
        """Until somebody answered first, of those that began."""
        return self._times(FIRST)

    @property
    def waits(self) -> Times:
        """Until a customer who had written was answered, each time."""
        return self._times(WAIT)

    @property
    def solving(self) -> Times:
        """From what was asked until it was resolved."""
        return self._times(DONE)

    @property
    def solved_first(self) -> float | None:
        """The share of what was resolved that was at the first contact."""
        done = sum(self._bands(DONE))
        return min(self.counts["solved"] / done, 1.0) if done >= FEWEST else None

    @property
    def rated(self) -> int:
        """How many ratings there were."""
        return sum(self.counts[f"{STARS}_{n}"] for n in range(1, 6))

    @property
    def stars(self) -> float | None:
        """Their mean, of five."""
        if self.rated < FEWEST:
            return None
        return sum(n * self.counts[f"{STARS}_{n}"] for n in range(1, 6)) / self.rated

    @property
    def asked(self) -> int:
        """How many said how likely they are to recommend us."""
        return sum(self.counts[f"{WOULD}_{n}"] for n in range(3))

    @property
    def would(self) -> int | None:
        """The share of 9 and 10 less that of 0 to 6, from -100 to 100."""
        if self.asked < FEWEST:
            return None
        return round(100 * (self.counts[f"{WOULD}_2"] - self.counts[f"{WOULD}_0"]) / self.asked)

    def _bands(self, what: str) -> list[int]:
        return [self.counts[f"{what}_{band}"] for band in range(BANDS)]

    def _times(self, what: str) -> Times:
        counts = self._bands(what)
        n = sum(counts)
        return Times(n, within(counts, 0.5), within(counts, 0.9)) if n >= FEWEST else Times(n, None, None)
