"""Which teams and inboxes may be told apart: nothing that is shown, or left over, is of one person or a few. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works in a part, by their ids, and how many they were at the fewest."""

    people: frozenset[int]
    fewest: int

    @property
    def size(self) -> int:
        """How many may be behind a figure of it at least."""
        return min(len(self.people), self.fewest)


def apart(crews: Mapping[int, Crew]) -> frozenset[int]:
    """Those of these parts that may be told apart. The others are one, and that is of FEWEST people at least too."""
    shown = sorted((part for part, crew in crews.items() if crew.size >= FEWEST), key=lambda part: -crews[part].size)
    while shown and (rest := [crew for part, crew in crews.items() if part not in shown]):
        together = frozenset[int]().union(*(crew.people for crew in rest))
        if min(len(together), sum(crew.fewest for crew in rest)) >= FEWEST:
            break
        shown.pop()
    return frozenset(shown)
