"""A good next scenario: the one that went badly, else what is new, not too hard, and least rehearsed."""

from __future__ import annotations

from dataclasses import replace

from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Ended, Line
from extramile.growth.practice.takes.choice import Next, Why, next_one
from extramile.growth.practice.takes.take import Take, played_of
from extramile.growth.skills import Skill

DANA = found(SHIPPED).scenarios["third-time-explaining"]


def one(name: str, level: int, skill: Skill = Skill.OWNING) -> Scenario:
    return replace(DANA, name=name, level=level, skills=(skill,))


def taken(scenario: Scenario, turn: int, ended: Ended) -> Take:
    return Take(played_of(scenario, seed="a"), turn=turn, lines=(Line("Hello"),), ended=ended.value)


EASY, NEAR, HARD = one("easy", 1), one("near", 2), one("hard", 4, Skill.PRODUCT)
ALL = {scenario.name: scenario for scenario in (EASY, NEAR, HARD)}


def test_a_first_one_is_easy_and_the_one_they_left_comes_again() -> None:
    assert next_one({}, []) is None
    assert next_one(ALL, []) == Next(EASY, Why.FIRST)
    left = [taken(NEAR, 2, Ended.LEFT), taken(EASY, 1, Ended.CALM)]
    assert next_one(ALL, left) == Next(NEAR, Why.LEFT)
    assert next_one({EASY.name: EASY, HARD.name: HARD}, left) == Next(HARD, Why.NEW), "it is there no more"


def test_what_is_new_is_at_most_one_level_above_what_went_well() -> None:
    assert next_one(ALL, [taken(EASY, 1, Ended.CALM)]) == Next(NEAR, Why.NEW)
    third = one("third", 3)
    went_well = [taken(third, 1, Ended.CALM)]
    assert next_one(ALL | {third.name: third}, went_well) == Next(HARD, Why.NEW), "it is what was least rehearsed"


def test_when_all_were_played_the_one_longest_ago_comes_again() -> None:
    takes = [taken(scenario, turn, Ended.CALM) for turn, scenario in ((4, EASY), (3, HARD), (2, NEAR), (1, EASY))]
    assert next_one(ALL, takes) == Next(NEAR, Why.LONG_AGO)
