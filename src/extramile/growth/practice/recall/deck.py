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
    """All of it. `cards` are as they were sealed, by name, and read when they are asked for: a day needs few of them.
    `off` are those that are left out; `answers` are those of `day`, the first one first.

    `opens` is false when it was changed or cut short outside of Extramile.
    """

    cards: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    day: date | None = None
    answers: tuple[Answer, ...] = ()
    opens: bool = True

    def memory(self, card: str) -> Memory | None:
        """What is known of a card; None when it was never met."""
        return memory_of(self.cards[card].get("memory")) if card in self.cards else None

    def memories(self) -> dict[str, Memory]:
        """What is known of all that were met."""
        return {card: memory for card in self.cards if (memory := self.memory(card))}

    def said_on(self, day: date) -> tuple[Answer, ...]:
        """The answers of a day, as far as they are kept: those of an earlier one are not."""
        return self.answers if self.day == day else ()

    def due(self, day: date) -> list[str]:
        """Cards that have come back by a day and were not met on it, those that wait longest first; then, once more,
        those met on it that are not known yet."""
        met, by = [one.card for one in self.said_on(day)], day.isoformat()
        waits = sorted((due, key) for key, one in self.cards.items() if (due := _due(one)) and due <= by)
        known = [key for _, key in waits if key not in self.off]
        return [key for key in known if key not in met] + [key for key in dict.fromkeys(met) if key in known]


def deck_of(content: dict[str, Any] | None, *, opens: bool = True) -> Deck:
    """A deck from what was sealed; None where nothing was. What is not as it should be is as if never met."""
    kept = content or {}
    cards = {key: one for key, one in kept.items() if key != TODAY and isinstance(one, dict)}
    off = frozenset(key for key, one in cards.items() if one.get("off"))
    today = kept.get(TODAY)
    day, answers = _today(today) if isinstance(today, dict) else (None, ())
    return Deck(cards, off, day, answers, opens)


def _due(card: Mapping[str, Any]) -> str:
    memory = card.get("memory")
    return str(memory.get("due") or "") if isinstance(memory, dict) else ""


def _today(content: dict[str, Any]) -> tuple[date | None, tuple[Answer, ...]]:
    try:
        day = date.fromisoformat(content["day"])
        return day, tuple(
            Answer(str(one["card"]), memory_of(one["before"]), Grade(one["grade"])) for one in content["answers"]
        )
    except (KeyError, TypeError, ValueError):
        return None, ()
