"""A leader's library: short cards on motivating people, the soft side and one's own energy. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from extramile.base import text

_WORDS = 8


class About(StrEnum):
    """What a card is about, in the order of the page."""

    MOTIVATING = "motivating"
    SOFT = "soft"
    TALKING = "talking"
    ENERGY = "energy"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Card:
    """A thought, one thing to try, and what others' research found; empty where there is none to name."""

    key: str
    about: About
    title: str
    words: str
    try_this: str
    research: str = ""


@cache
def cards() -> tuple[Card, ...]:
    """Every card, in the order of the file beside this one."""
    read = yaml.safe_load((Path(__file__).parent / "library.yaml").read_text(encoding="utf-8"))
    return tuple(
        Card(one["key"], About(one["about"]), one["title"], one["words"], one["try"], one.get("research", ""))
        for one in read
    )


def found(words: str) -> list[Card]:
    """The cards in which each of these words stands, eight at most, in capitals or not; all of them for no words."""
    wanted = text.folded(words).split()[:_WORDS]
    return [one for one in cards() if all(word in _folded(one) for word in wanted)]


@cache
def _folded(one: Card) -> str:
    return text.folded(" ".join((one.title, one.words, one.try_this, one.research)))
