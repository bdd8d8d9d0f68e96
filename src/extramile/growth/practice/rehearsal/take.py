"""A take as data: the lines of an agent, and the talk that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.scenario import Card


class Ended(StrEnum):
    """How a talk ended: the customer is calm and has what they need, or they left."""

    CALM = "calm"
    LEFT = "left"


class Heard(StrEnum):
    """How a line was taken. Only a PLAIN or a LONG one can calm anybody."""

    PLAIN = "plain"
    LONG = "long"
    EMPTY = "empty"
    OTHER_LANGUAGE = "other_language"
    NONSENSE = "nonsense"
    KEYWORDS = "keywords"
    TEMPLATE = "template"
    SAME_AGAIN = "same_again"


@dataclass(frozen=True, slots=True)
class Line:
    """What an agent wrote, `after` so many seconds (0: untimed).

    `answered`: the customer's lines as somebody else worded them, replayed as they were; without, the room words them.
    """

    text: str
    after: float = 0.0
    answered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """What some words of a line did: `words` stand at `start` to `end` of it; `temper` is by how much they moved it.

    `about` has the ids of the facts or steps it is about.
    """

    kind: Kind
    words: str
    start: int
    end: int
    temper: int = 0
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One line and its answer. `temper`, `trust` (0 to 10) and `patience` (minutes left) are those after it.

    `told` and `offered` are ids of facts and steps that came up in it; `changed` is the card that was turned, if any.
    """

    line: Line
    heard: Heard
    moves: tuple[Move, ...]
    replies: tuple[str, ...]
    temper: int
    trust: int
    patience: float
    told: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    changed: Card | None = None
    ended: Ended | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole take. `trace` is the temper at the start and after each line.

    `facts` and `steps` are ids of what came up, `missing` of the steps that the need still asks for.
    """

    opening: tuple[str, ...]
    turns: tuple[Turn, ...]
    trace: tuple[int, ...]
    patience: float
    ended: Ended | None
    facts: tuple[str, ...]
    steps: tuple[str, ...]
    missing: tuple[str, ...]


def heard_in_words() -> dict[Heard, str]:
    """What to tell somebody whose line was not taken as it stands; nothing for a plain one."""
    return {
        Heard.LONG: _("Only the first 2,000 characters were read; a customer would read fewer."),
        Heard.EMPTY: _("Nothing was written, so nothing was answered. The take goes on."),
        Heard.OTHER_LANGUAGE: _("The room understands English so far. Your line stays in the take."),
        Heard.NONSENSE: _("The customer could not make sense of this. Your line stays in the take."),
        Heard.KEYWORDS: _("These are words rather than a sentence, so the customer could not use them."),
        Heard.TEMPLATE: _("There is a blank of a template in it, and the customer can see it."),
        Heard.SAME_AGAIN: _("The customer has read this line before."),
    }
