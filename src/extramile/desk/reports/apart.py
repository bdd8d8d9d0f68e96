"""Which teams and inboxes may be told apart: nothing that is shown, or left over, is of one person or a few. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


@dataclass(frozen=True, slots=True)
class Parts:
    """Inboxes and teams, by name, and channels that may be told apart; `hidden` names those of the three of which not
    all may."""

    inboxes: Mapping[int, str]
    teams: Mapping[int, str]
    channels: frozenset[str]
    hidden: frozenset[str]

    def tells(self, by: str) -> bool:
        """Whether any of the inboxes, channels or teams is told apart; else all of them are one."""
        return bool({"inbox": self.inboxes, "team": self.teams, "channel": self.channels}[by])

    def crossed(self, asked: Collection[str]) -> bool:
        """Whether a report by or of these of the three would tell of a few: what is too small to be told apart of all
        of the desk would be alone in a part of it."""
        return len(asked) > 1 and not self.hidden.isdisjoint(asked)
