"""What a module of the programme is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Part(StrEnum):
    """The three parts, in their order: the head comes first."""

    HEAD = "head"
    PLAN = "plan"
    MASTERY = "mastery"


class Beside(StrEnum):
    """What of somebody's own stands beside an exercise."""

    VALUES = "values"
    TALKS = "talks"


@dataclass(frozen=True, slots=True)
class Module:
    """One module, in plain text: paragraphs are apart by an empty line.

    `situation` and `action` are the two halves of what to try at the desk, `cards` what Recall asks later: question and
    answer. `ours` says that leads have worded it anew, `stock` that it came with Extramile.
    """

    key: str
    part: Part
    title: str
    why: str
    text: str
    exercise: str
    beside: tuple[Beside, ...] = ()
    situation: str = ""
    action: str = ""
    cards: tuple[tuple[str, str], ...] = ()
    stock: bool = True
    ours: bool = False
    withdrawn: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """Its text by paragraphs."""
        return paragraphs_of(self.text)


WORDS = ("title", "why", "text", "exercise", "situation", "action")


def said_of(module: Module) -> dict[str, Any]:
    """What a module says, as it is stored."""
    words = {name: getattr(module, name) for name in WORDS}
    return {**words, "beside": list(module.beside), "cards": [list(one) for one in module.cards]}


def paragraphs_of(text: str) -> list[str]:
    """A text by its paragraphs."""
    parts = "\n".join(line.rstrip() for line in text.strip().splitlines()).split("\n\n")
    return [part.strip("\n") for part in parts if part.strip()]


def cards_in(text: str) -> tuple[tuple[str, str], ...]:
    """Cards as leads write them: a question on one line, what answers it below, an empty line between two cards.

    A question that nothing answers is left out.
    """
    halves = (part.partition("\n") for part in paragraphs_of(text))
    return tuple((question.strip(), answer.strip()) for question, _, answer in halves if answer.strip())


def written(cards: tuple[tuple[str, str], ...]) -> str:
    """Cards as leads write them."""
    return "\n\n".join(f"{question}\n{answer}" for question, answer in cards)


def names_of_parts() -> dict[Part, str]:
    """The parts in words."""
    return {Part.HEAD: _("Head place"), Part.PLAN: _("Game plan"), Part.MASTERY: _("Mastery")}
