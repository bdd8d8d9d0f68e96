"""When a card comes back, by FSRS: the `fsrs` package with its default parameters, and without its random spread. Pure.

What is practised apart holds better than what is practised at once (Latimier et al. 2021: g = .74). FSRS counts from
moments; here it is told the noon of somebody's day, so that days are all that has to be kept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum
from typing import Any

import fsrs

_SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)
_NOON = time(12, tzinfo=UTC)


class Grade(IntEnum):
    """How somebody says it went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one card for one person. It comes back on the day `due`, and was met last on the day `last`.

    `stability` in days, `difficulty` from 1 to 10, `state` and `step` are FSRS's own.
    """

    due: date
    last: date
    stability: float
    difficulty: float
    state: int
    step: int | None


def graded(memory: Memory | None, grade: Grade, *, day: date) -> Memory:
    """What is known of a card after it was graded on a day; `memory` is None for one that was never met."""
    card = fsrs.Card(card_id=0) if memory is None else _card(memory)
    after, _ = _SCHEDULER.review_card(card, fsrs.Rating(grade.value), datetime.combine(day, _NOON))
    assert after.stability is not None and after.difficulty is not None
    return Memory(after.due.date(), day, after.stability, after.difficulty, after.state.value, after.step)


def gaps(memory: Memory | None, *, day: date) -> dict[Grade, int]:
    """In how many days a card would come back, by what somebody says now; 0 is later on the same day."""
    return {grade: (graded(memory, grade, day=day).due - day).days for grade in Grade}


def stored(memory: Memory) -> dict[str, Any]:
    """What is known of a card, as it is sealed."""
    return asdict(memory)


def memory_of(content: object) -> Memory | None:
    """What is known of a card, from what was sealed; None when that is nothing, or not as it should be."""
    if not isinstance(content, dict):
        return None
    try:
        step = content["step"]
        return Memory(
            date.fromisoformat(content["due"]), date.fromisoformat(content["last"]), float(content["stability"]),
            float(content["difficulty"]), fsrs.State(content["state"]).value, None if step is None else int(step),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None


def _card(memory: Memory) -> fsrs.Card:
    return fsrs.Card(
        0, fsrs.State(memory.state), memory.step, memory.stability, memory.difficulty,
        datetime.combine(memory.due, _NOON), datetime.combine(memory.last, _NOON),
    )  # fmt: skip
