"""When cards come back."""

from __future__ import annotations

from datetime import date, timedelta

import orjson
import pytest

from extramile.growth.practice.recall.schedule import Grade, Memory, gaps, graded, memory_of, stored

DAY = date(2026, 3, 2)
GRADES = [Grade.GOOD] * 6 + [Grade.AGAIN] * 2 + [Grade.GOOD] * 5
# Of FSRS itself, with its default parameters and without its random spread, each card met when it is due.
GAPS = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_days_between_are_those_of_fsrs_although_only_days_are_kept() -> None:
    memory, day, found = None, DAY, []
    for grade in GRADES:
        memory = memory_of(orjson.loads(orjson.dumps(stored(graded(memory, grade, day=day)))))
        assert memory is not None
        found.append((memory.due - day).days)
        day = memory.due
    assert found == GAPS


def test_what_is_shown_before_a_grade_is_what_follows_from_it() -> None:
    memory = graded(graded(None, Grade.GOOD, day=DAY), Grade.GOOD, day=DAY)
    shown = gaps(memory, day=DAY + timedelta(days=2))
    for grade, days in shown.items():
        assert graded(memory, grade, day=DAY + timedelta(days=2)).due == DAY + timedelta(days=2 + days)
    assert shown[Grade.AGAIN] < shown[Grade.HARD] < shown[Grade.GOOD] < shown[Grade.EASY]


def test_a_card_that_waited_longer_than_it_was_meant_to_comes_back_later_still() -> None:
    memory = graded(graded(None, Grade.GOOD, day=DAY), Grade.GOOD, day=DAY)
    in_time, late = (gaps(memory, day=memory.due + timedelta(days=more))[Grade.GOOD] for more in (0, 30))
    assert late > in_time


@pytest.mark.parametrize(
    "content", [None, [], {}, {"due": "soon"}, stored(graded(None, Grade.GOOD, day=DAY)) | {"state": 9}]
)
def test_what_is_not_as_it_should_be_is_as_if_never_met(content: object) -> None:
    assert memory_of(content) is None


def test_a_clock_that_goes_back_a_day_breaks_nothing() -> None:
    memory = Memory(DAY, DAY, 3.0, 5.0, 2, None)
    assert graded(memory, Grade.GOOD, day=DAY - timedelta(days=1)).due >= DAY - timedelta(days=1)
