"""What a card of Recall asks and answers, wherever it comes from. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Where cards come from: a game plan, a lesson of the programme, or who is asked."""

    PLAN = "plan"
    LESSON = "lesson"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it is now. `key` names it in somebody's deck; `of` is the plan, lesson or row that it comes from.

    Each answer has a label, which may be empty. `changed` is the day on which the words were changed last.
    """

    key: str
    of: str
    title: str
    question: str
    answers: tuple[tuple[str, str], ...]
    changed: date | None = None

    @property
    def kind(self) -> Kind:
        """Where it comes from."""
        return Kind(self.key.partition(":")[0])


def plan_key(plan: int) -> str:
    """What the card of a game plan is called."""
    return f"{Kind.PLAN}:{plan}"


def own_key(row: UUID) -> str:
    """What a card that somebody wrote for themselves is called."""
    return f"{Kind.OWN}:{row}"


def lesson_key(module: str, question: str) -> str:
    """What a card of a lesson is called: by its question, so that a better answer is still the same card."""
    return f"{Kind.LESSON}:{module}:{hashlib.sha256(question.encode()).hexdigest()[:8]}"


def number_of(key: str, kind: Kind) -> str:
    """What stands after the kind in a card's name; empty when it is of another kind."""
    before, _, rest = key.partition(":")
    return rest if before == kind else ""
