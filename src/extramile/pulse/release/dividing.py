"""Who is told of together: teams of at least the floor, and everybody else as one group without a name.

Decided when a round opens, by who was asked and never by who answered, so that no answer carries the name of a group so
small that it would be the name of a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extramile.pulse.release.floors import FLOOR


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked: whether they lead, and the teams they are in."""

    person: int
    leads: bool = False
    teams: tuple[int, ...] = ()


def divide(asked: Iterable[Asked]) -> Mapping[int | None, list[Asked]]:
    """Everybody by team, None for those without one that can be told. Whoever is in several counts in the oldest."""
    groups: dict[int | None, list[Asked]] = defaultdict(list)
    for one in asked:
        groups[min(one.teams) if one.teams else None].append(one)
    while True:
        teams = [team for team in groups if team is not None]
        rest = len(groups.get(None, []))
        small = [team for team in teams if len(groups[team]) < FLOOR]
        if not small and 1 <= rest < FLOOR:
            small = teams
        if not small:
            return dict(groups)
        fallen = min(small, key=lambda team: (len(groups[team]), team))
        groups[None] += groups.pop(fallen)
