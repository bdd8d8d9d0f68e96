"""A scenario drafted from a conversation, for somebody to finish. In English, as scenarios are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extramile.base import text
from extramile.growth.practice.rehearsal.reading import written
from extramile.growth.practice.rehearsal.scenario import Customer, Fact, Scenario, Step
from extramile.growth.practice.rehearsal.words import Sentence, core, plain, sentences, stem
from extramile.growth.skills import Skill

_LINE, _MODEL, _STORY = 500, 1_000, 1_800  # characters
_OPENING, _FACTS, _STEPS, _GOOD, _WORDS = 4, 8, 3, 12, 4
_LONG = 25
_WILL = re.compile(r"\b(?:i'll|i will|i'm|i am|let me)\b")
_STAND_IN = re.compile(r"\[[^\]\n]{1,40}\]")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_BAD = (
    "Thank you for contacting us. We apologise for any inconvenience this may have caused.",
    "Please calm down.",
    "That is our policy. Someone will look into it as soon as possible.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a conversation, without whose it is."""

    text: str
    by_agent: bool


def draft(said: Sequence[Said]) -> str:
    """The text of a scenario: what the customer wrote first is its opening, what they answered are its facts, what the
    agent said they would do its steps, and the agent's lines are the good ones.
    """
    theirs = [one.text for one in said if not one.by_agent]
    ours = [one.text for one in said if one.by_agent]
    first = next((place for place, one in enumerate(said) if one.by_agent), len(said))
    opening = [text.line(one.text, _LINE) for one in said[:first] if one.text.strip()][:_OPENING]
    scenario = Scenario(
        name="draft",
        title=text.line(_STAND_IN.sub("…", opening[0]), 60) if opening else "A conversation of ours",
        about="Write here in one or two sentences what it is about, and what to practise.",
        level=2,
        skills=(Skill.SAYING_BACK, Skill.OWNING),
        customer=Customer(name="Robin", temper=6, trust=4, patience=15),
        story=text.line(" ".join(theirs), _STORY) or "Write here what happened to them.",
        need="Write here what they need.",
        opening=tuple(opening) or ("Write here what they write first.",),
        facts=tuple(_facts(opening, said[first:])),
        steps=tuple(_steps(ours)) or (_OF_NONE,),
        good=tuple(text.line(one, _MODEL) for one in ours[:_GOOD] if one.strip()) or ("Write here a good answer.",),
        bad=_BAD,
    )  # fmt: skip
    return written(scenario)


_OF_NONE = Step("do", "Say what you will do yourself, and by when.", ("write to you", "look into it"), time=True)


def _facts(opening: Sequence[str], rest: Sequence[Said]) -> Iterator[Fact]:
    numbers = iter(range(1, _FACTS + 1))
    for line in opening:
        if back := phrase(line):
            yield Fact(f"fact_{next(numbers)}", line, told=True, back=(back,))
    asked = ""
    for one in rest:
        if one.by_agent:
            asked = " ".join(sentence.text for sentence in sentences(one.text) if sentence.asks)
        elif (by := phrase(asked)) and (number := next(numbers, None)):
            back = phrase(one.text)
            yield Fact(f"fact_{number}", text.line(one.text, _LINE), asked_by=(by,), back=(back,) if back else ())
            asked = ""


def _steps(ours: Sequence[str]) -> Iterator[Step]:
    said = [sentence for line in ours for sentence in sentences(line) if _is_step(sentence)]
    for number, sentence in enumerate(said[:_STEPS], 1):
        yield Step(f"step_{number}", text.line(sentence.text, _LINE), (phrase(sentence.text),))


def _is_step(sentence: Sentence) -> bool:
    return not sentence.asks and bool(_WILL.search(sentence.text)) and bool(phrase(sentence.text))


def phrase(line: str) -> str:
    """The first words that carry a line, as a scenario's phrases are written; empty where none does."""
    lowered = plain(_STAND_IN.sub(" ", line))
    carry = set(core(lowered)) if lowered.strip() else set()
    told = (word for word in dict.fromkeys(_WORD.findall(lowered)) if stem(word) in carry and len(word) < _LONG)
    return " ".join(islice(told, _WORDS))
