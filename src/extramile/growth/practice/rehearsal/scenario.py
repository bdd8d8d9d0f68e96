"""What a scenario holds. The file format is described in docs/scenarios.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extramile.growth.skills import Skill


class World(StrEnum):
    """Where a scenario plays: with the company of the demo, or anywhere."""

    NORTHFOLD = "northfold"
    GENERAL = "general"


class Writes(StrEnum):
    """How a customer writes."""

    PLAIN = "plain"
    SHORT = "short"
    LONG = "long"
    CAPITALS = "capitals"
    SECOND_LANGUAGE = "second_language"
    SARCASTIC = "sarcastic"


class When(StrEnum):
    """When a card of an improvised take is turned: by the second line, after it, or once the customer is calmer."""

    EARLY = "early"
    LATER = "later"
    CALMER = "calmer"


@dataclass(frozen=True, slots=True)
class Customer:
    """Who writes. `temper` and `trust` at the start run from 0 to 10; `patience` is in minutes."""

    name: str
    temper: int
    trust: int
    patience: int
    writes: Writes = Writes.PLAIN


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so. `says` is the customer's sentence; `told` facts are known from the opening, others are told
    to who asks with `asked_by`. Who says `back` in their own sentence has heard it.
    """

    id: str
    says: str
    told: bool = False
    asked_by: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has to be offered before the need is met, in `words`; with a time when `time`.
    `asks` is what the customer writes while it is missing."""

    id: str
    does: str
    words: tuple[str, ...]
    time: bool = False
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not be promised, the words of such a promise, and what can be said instead."""

    never: str
    words: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """The customer's own lines: after a line that calmed them, that changed nothing, that angered them, at a good end,
    and when they leave. Where there are none, the room has some.
    """

    calmer: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    angrier: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What may change in the middle of an improvised take: the customer `says` it, and from then on a `fact` is so, a
    `step` is needed too, and the step `without` no longer is.
    """

    when: When
    says: str
    fact: Fact | None = None
    step: Step | None = None
    without: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, under the `name` of its file. `good` and `bad` are lines of agents who do it well, and badly."""

    name: str
    title: str
    about: str
    level: int
    skills: tuple[Skill, ...]
    customer: Customer
    story: str
    need: str
    opening: tuple[str, ...]
    steps: tuple[Step, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    world: World = World.GENERAL
    feeling: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    desk: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    says: Says = Says()
    turns: tuple[Card, ...] = ()
