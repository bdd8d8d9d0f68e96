"""What a round asks, and what one person's answers come to on each scale: 0 to 100, or nothing.

The Copenhagen Burnout Inventory is by Borritz, Kristensen and colleagues (Kristensen et al. 2005, Work & Stress 19(3);
National Research Centre for the Working Environment, Denmark). Its rules: the score is the mean of the answered items;
of the work scale item 7 is reversed; with fewer than 4 (work) or 3 (client) of them answered there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extramile.pulse.release.floors import BURNOUT_FLOOR, FLOOR

OWN, DEEDS = 2, 3  # the most of each that one round asks
MANY_YEARS = 20
HIGH = 50  # describes, and does not diagnose
_FEWEST = {"work": 4, "client": 3}
_REVERSED = "work7"


@dataclass(frozen=True, slots=True)
class Measure:
    """One scale. `items` are its questions, each answered from 0 to `most`.

    `steps` is into how many parts one person's score falls at the coarsest. `family`: scales that could be read as the
    same one in two rounds.
    """

    key: str
    items: tuple[str, ...]
    most: int = 4
    steps: int = 4
    floor: int = FLOOR
    family: str = ""


def _measures() -> list[Measure]:
    needs = [Measure(key, (f"{key}1", f"{key}2"), family=key) for key in ("autonomy", "competence", "relatedness")]
    burnout = [
        Measure(key, tuple(f"{key}{n}" for n in range(1, items + 1)), floor=BURNOUT_FLOOR, family=key)
        for key, items in (("work", 7), ("client", 6))
    ]
    own = [Measure(f"own{n}", (f"own{n}",), family="own") for n in range(1, OWN + 1)]
    deeds = [Measure(f"deed{n}", (f"deed{n}",), most=2, steps=2, family="deed") for n in range(1, DEEDS + 1)]
    recommend = Measure("recommend", ("recommend",), most=10, steps=2, family="recommend")
    years = Measure("experience", ("experience",), most=60, steps=MANY_YEARS, family="experience")
    return [*needs, recommend, *own, *deeds, *burnout, years]


MEASURES: dict[str, Measure] = {one.key: one for one in _measures()}
ITEMS: dict[str, Measure] = {item: one for one in MEASURES.values() for item in one.items}


class Unreadable(ValueError):
    """An answer to no question of ours, or outside its range."""


def checked(answers: Mapping[str, int]) -> dict[str, int]:
    """The same answers, when each is to a question and in its range. Raises Unreadable."""
    for item, value in answers.items():
        if item not in ITEMS or not 0 <= value <= ITEMS[item].most:
            raise Unreadable(item)
    return dict(answers)


def scores(answers: Mapping[str, int]) -> dict[str, float]:
    """One person's score on each scale that they answered enough of."""
    points: defaultdict[str, list[float]] = defaultdict(list)
    for item, value in answers.items():
        measure, worth = _WORTH[item]
        points[measure].append(worth[value])
    return {key: sum(given) / len(given) for key, given in points.items() if len(given) >= _FEWEST.get(key, 1)}


def burnout(scale: str, points: Sequence[float | None]) -> float | None:
    """A score of the inventory, from answers of 100, 75, 50, 25 or 0 in the order of its items; None when void."""
    answers = {f"{scale}{n}": round(one / 25) for n, one in enumerate(points, 1) if one is not None}
    return scores(answers).get(scale)


def _points(measure: Measure, item: str, value: int) -> float:
    if item == "recommend":
        return 100.0 if value >= 9 else 50.0 if value >= 7 else 0.0
    most = MANY_YEARS if measure.key == "experience" else measure.most
    points = 100 * min(value, most) / most
    return 100 - points if item == _REVERSED else points


# What each answer to each question is worth, and on which scale.
_WORTH = {item: (one.key, [_points(one, item, value) for value in range(one.most + 1)]) for item, one in ITEMS.items()}
