"""A take as its page shows it: the talk, what moved the customer, and what is still open."""

from __future__ import annotations

from extramile.growth.practice.model.playing import plays
from extramile.growth.practice.rehearsal.debrief import debrief
from extramile.growth.practice.rehearsal.faults import Broken
from extramile.growth.practice.rehearsal.kinds import names_of_moves
from extramile.growth.practice.rehearsal.take import heard_in_words
from extramile.growth.practice.scenarios.queries import known
from extramile.growth.practice.takes.take import Take, scenario_of, talk_of


def staged(take: Take) -> dict[str, object]:
    """What `practice/_take.html` asks for. Without a talk where this version reads the scenario no more."""
    names = {
        "moves": names_of_moves(),
        "heard": {one: words for one, words in heard_in_words().items() if words},
        "model": plays(),
        "known": take.played.scenario in known().scenarios,
    }
    try:
        scenario, talk = scenario_of(take.played), talk_of(take)
    except Broken:
        return {**names, "scenario": None, "talk": None, "debrief": None}
    return {**names, "scenario": scenario, "talk": talk, "debrief": debrief(scenario, talk)}
