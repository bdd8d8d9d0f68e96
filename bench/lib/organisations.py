"""Invented companies, asked round after round: who works there, who leads, who comes and goes, what they think."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

from extramile.pulse.release import changes, dividing
from extramile.pulse.release import telling as real
from extramile.pulse.release.parts import Part, Shown, Sum

_STEPS = (2, 4, 20)


@dataclass
class Round:
    """One round as everybody there sees it, with the truth beside it: what each of those who answered said."""

    parts: list[Part]
    answered: Mapping[int, int]  # steps of each person
    shown: Mapping[int, Shown]

    def of(self, part: Part) -> list[int]:
        """Those of a part who answered."""
        return [person for person in sorted(part.people) if person in self.answered]


@dataclass
class Organisation:
    """A company. `steps`: answers go from 0 to this. In a `steady` one everybody answers, always the same."""

    steps: int
    floor: int
    steady: bool
    people: dict[int, tuple[int, ...]] = field(default_factory=dict)
    leads: set[int] = field(default_factory=set)
    minds: dict[int, int] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)


def invented(seed: int, *, telling: ModuleType = real) -> Organisation:
    """The company of a seed, after its rounds. `telling` is the module that decides what is shown."""
    drawn = random.Random(seed)
    found = Organisation(drawn.choice(_STEPS), drawn.choice((5, 5, 5, 10)), steady=drawn.random() < 0.7)
    teams = range(1, drawn.randint(1, 6) + 1)
    mood = drawn.choice(("mixed", "alike", "high", "low", "teams", "split"))
    for person in range(drawn.randint(5, drawn.choice((9, 20, 45)))):
        _joins(found, person, drawn, teams, mood)
    found.leads = {person for person in found.people if drawn.random() < drawn.choice((0.05, 0.15, 0.3))}
    for number in range(drawn.randint(1, 6)):
        if number:
            _moves(found, drawn, teams, mood)
        _asked(found, drawn, telling)
    return found


def _joins(found: Organisation, person: int, drawn: random.Random, teams: range, mood: str) -> None:
    found.people[person] = tuple(drawn.sample(teams, k=min(len(teams), drawn.choice((0, 1, 1, 1, 1, 2)))))
    top = found.steps
    minds = {
        "mixed": lambda: drawn.randint(0, top),
        "alike": lambda: top,
        "high": lambda: top if drawn.random() < 0.85 else drawn.randint(0, top),
        "low": lambda: 0 if drawn.random() < 0.85 else drawn.randint(0, top),
        "teams": lambda: top if sum(found.people[person]) % 2 else 0,
        "split": lambda: drawn.choice((0, top)),
    }
    found.minds[person] = minds[mood]()


def _moves(found: Organisation, drawn: random.Random, teams: range, mood: str) -> None:
    many = drawn.choice((0, 0, 1, 1, 2, 3, 5, 8))
    for person in drawn.sample(sorted(found.people), k=min(many, len(found.people) - 1)):
        what = drawn.random()
        if what < 0.5:
            del found.people[person]
        elif what < 0.8:
            found.people[person] = (drawn.choice(teams),)
    newest = max(found.minds)
    for person in range(newest + 1, newest + 1 + drawn.choice((0, 0, 1, 2, 5, 7))):
        _joins(found, person, drawn, teams, mood)
    found.leads &= found.people.keys()


def _asked(found: Organisation, drawn: random.Random, telling: ModuleType) -> None:
    groups = dividing.divide(
        dividing.Asked(person, person in found.leads, teams) for person, teams in found.people.items()
    )
    parts = [
        Part(
            key=team or len(found.people) + 100,
            people=frozenset(one.person for one in group),
            leads=frozenset(one.person for one in group if one.leads),
            named=team is not None,
        )
        for team, group in groups.items()
    ]
    share = 1.0 if found.steady else drawn.choice((1.0, 0.9, 0.6))
    if not found.steady:
        found.minds = {
            person: drawn.choice((mind, drawn.randint(0, found.steps))) for person, mind in found.minds.items()
        }
    answered = {person: found.minds[person] for person in sorted(found.people) if drawn.random() < share}
    sums = {}
    for part in parts:
        theirs = [answered[person] * 100 / found.steps for person in part.people if person in answered]
        sums[part.key] = Sum(len(theirs), sum(theirs))
    earlier = []
    for one in found.rounds:
        told = {key for key, shown in one.shown.items() if shown.band}
        past = changes.Past(parts, one.parts, changes.overlaps(parts, {0: one.parts})[0], told)
        earlier += [changes.Earlier(past, one.shown)] if told else []
    shown = telling.release(parts, sums, earlier, floor=found.floor, steps=found.steps)
    found.rounds.append(Round(parts, answered, shown))
