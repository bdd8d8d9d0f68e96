"""A take, played from its lines: the same scenario, seed and lines make the same talk, and the first lines of a take
the first turns of its talk, so that trying again from any line is a shorter list of lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from extramile.growth.practice.rehearsal.room import Room
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Line, Talk, Turn

MOST_LINES = 100


def play(scenario: Scenario, lines: Iterable[Line], *, seed: str, improv: bool = False) -> Talk:
    """The talk that follows from an agent's lines; what was written after its end, or after 100 lines, is left out.

    `improv` deals some of the story from the scenario's cards, by the seed.
    """
    room = Room(scenario, seed=seed, improv=improv)
    turns: list[Turn] = []
    for line in lines:
        if room.ended or len(turns) == MOST_LINES:
            break
        turns.append(room.answer(line))
    return Talk(
        opening=room.opening,
        turns=tuple(turns),
        trace=(room.start, *(turn.temper for turn in turns)),
        patience=room.patience,
        ended=room.ended,
        facts=tuple(dict.fromkeys(fact for turn in turns for fact in turn.told)),
        steps=tuple(dict.fromkeys(step for turn in turns for step in turn.offered)),
        missing=tuple(step.id for step in room.missing),
    )
