"""A good next one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Ended
from extramile.growth.practice.takes.queries import by_skill
from extramile.growth.practice.takes.take import Take


class Why(StrEnum):
    """Why a scenario is a good next one."""

    FIRST = "first"
    LEFT = "left"
    NEW = "new"
    LONG_AGO = "long_ago"


@dataclass(frozen=True, slots=True)
class Next:
    """A scenario, and why it."""

    scenario: Scenario
    why: Why


def next_one(scenarios: Mapping[str, Scenario], takes: Sequence[Take]) -> Next | None:
    """What somebody with these takes (the newest first) may play next; None where there is nothing to play.

    The one in which the customer left last, since a second try is where most is learned; else one that is new to them,
    at most one level above what went well, on what they rehearsed least; else what they played longest ago.
    """
    if not scenarios:
        return None
    said = [one for one in takes if one.lines]
    if said and said[0].ended == Ended.LEFT and said[0].played.scenario in scenarios:
        return Next(scenarios[said[0].played.scenario], Why.LEFT)
    played = {one.played.scenario: one for one in reversed(said)}
    fresh = [one for name, one in scenarios.items() if name not in played]
    if not fresh:
        oldest = min((played[name].turn, name) for name in scenarios)[1]
        return Next(scenarios[oldest], Why.LONG_AGO)
    counts = by_skill(said)
    calm = {one.played.scenario for one in said if one.ended == Ended.CALM}
    reached = max((scenarios[name].level for name in calm & scenarios.keys()), default=1)
    chosen = min(
        fresh,
        key=lambda one: (
            one.level > reached + 1,
            sum(counts[skill] for skill in one.skills) / len(one.skills),
            one.level,
        ),
    )
    return Next(chosen, Why.NEW if said else Why.FIRST)
