"""A scenario from answers to plain questions, for people who would rather not write its text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extramile.growth.practice.rehearsal.scenario import Customer, Fact, Rule, Scenario, Step, Writes
from extramile.growth.practice.scenarios.draft import phrase
from extramile.growth.skills import Skill

_PATIENCE = 15  # minutes
_BAR = "|"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody answered. Of lists, each line is one thing.

    Of `facts` it is what the customer says, and after a bar words by which one asks for it; of `steps` and `rules` a
    sentence, and after a bar words of it; of `rules`, after another bar, what to say instead.
    """

    title: str
    about: str
    level: int
    skills: list[str]
    name: str
    temper: int
    writes: str
    story: str
    need: str
    opening: str
    facts: str
    steps: str
    rules: str
    good: str
    bad: str


def asked(answers: Answers) -> Scenario:
    """The scenario. What it lacks, reading its text tells."""
    return Scenario(
        name="asked", title=answers.title, about=answers.about, level=answers.level,
        skills=tuple(Skill(one) for one in answers.skills),
        customer=Customer(answers.name, answers.temper, 10 - answers.temper, _PATIENCE, Writes(answers.writes)),
        story=answers.story, need=answers.need, opening=_lines(answers.opening),
        facts=tuple(_facts(answers.facts)),
        steps=tuple(
            Step(f"step_{n}", does, words or (phrase(does) or does,))
            for n, (does, words, _) in enumerate(_parted(answers.steps), 1)
        ),
        rules=tuple(
            Rule(never, words or (phrase(never) or never,), instead)
            for never, words, instead in _parted(answers.rules)
        ),
        good=_lines(answers.good), bad=_lines(answers.bad),
    )  # fmt: skip


def _facts(written: str) -> Iterator[Fact]:
    for number, (says, asked_by, _) in enumerate(_parted(written), 1):
        back = phrase(says)
        yield Fact(f"fact_{number}", says, told=not asked_by, asked_by=asked_by, back=(back,) if back else ())


def _parted(written: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each line as what it says, the words after its first bar, and what comes after the second."""
    for line in _lines(written):
        says, _, rest = line.partition(_BAR)
        words, _, more = rest.partition(_BAR)
        yield says.strip(), tuple(word.strip() for word in words.split(",") if word.strip()), more.strip()


def _lines(written: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in written.splitlines() if line.strip())
