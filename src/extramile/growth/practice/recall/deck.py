"""What somebody has of each card, and what they answered today: in one sealed row, which does not tell how many.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extramile.growth.practice.recall.schedule import Grade, Memory, memory_of

A_DAY = 2
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the card, what was known of it before, and what was said."""

    card: str
    before: Memory | None
    grade: Grade


@dataclass(frozen=True, slots=True)
class Deck:
    """All of it. `off` are cards that are left out; `answers` are those of `day`, the first one first.

    `opens` is false when it was changed or cut short outside of Extramile.
    """

    memories: Mapping[str, Memory] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    day: date | None = None
    answers: tuple[Answer, ...] = ()
    opens: bool = True

    def said_on(self, day: date) -> tuple[Answer, ...]:
        """The answers of a day, as far as they are kept: those of an earlier one are not."""
        return self.answers if self.day == day else ()

    def due(self, day: date) -> list[str]:
        """Cards that have come back by a day and were not met on it, those that wait longest first; then, once more,
        those met on it that are not known yet."""
        met = [one.card for one in self.said_on(day)]
        waits = sorted((memory.due, key) for key, memory in self.memories.items() if memory.due <= day)
        known = [key for _, key in waits if key not in self.off]
        return [key for key in known if key not in met] + [key for key in dict.fromkeys(met) if key in known]


def deck_of(content: dict[str, Any] | None, *, opens: bool = True) -> Deck:
    """A deck from what was sealed; None where nothing was. What is not as it should be is as if never met."""
    kept = content or {}
    cards = {key: one for key, one in kept.items() if key != TODAY and isinstance(one, dict)}
    memories = {key: memory for key, one in cards.items() if (memory := memory_of(one.get("memory")))}
    off = frozenset(key for key, one in cards.items() if one.get("off"))
    today = kept.get(TODAY)
    day, answers = _today(today) if isinstance(today, dict) else (None, ())
    return Deck(memories, off, day, answers, opens)


def _today(content: dict[str, Any]) -> tuple[date | None, tuple[Answer, ...]]:
    try:
        day = date.fromisoformat(content["day"])
        return day, tuple(
            Answer(str(one["card"]), memory_of(one["before"]), Grade(one["grade"])) for one in content["answers"]
        )
    except (KeyError, TypeError, ValueError):
        return None, ()
