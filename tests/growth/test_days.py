"""Which day it is for somebody."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from extramile.growth.today.days import Day, Face, own_day, shaped

LISBON = ZoneInfo("Europe/Lisbon")
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LISBON)


@pytest.mark.parametrize("hour", [0, 2, 6, 11])
def test_a_shift_past_midnight_belongs_to_its_start(hour: int) -> None:
    assert own_day(at(TUESDAY, hour), Day(MONDAY, began=at(MONDAY, 22))) == MONDAY


def test_a_shift_that_was_closed_or_is_long_over_holds_nobody_back() -> None:
    closed = Day(MONDAY, began=at(MONDAY, 18), closed=at(TUESDAY, 2))
    assert own_day(at(TUESDAY, 3), closed) == TUESDAY
    assert own_day(at(TUESDAY, 12), Day(MONDAY, began=at(MONDAY, 22))) == TUESDAY
    assert own_day(at(TUESDAY, 9), Day(MONDAY, began=at(MONDAY, 9))) == TUESDAY


def test_who_skips_the_arrival_lives_by_the_calendar() -> None:
    assert own_day(at(TUESDAY, 0), None) == own_day(at(TUESDAY, 0), Day(MONDAY)) == TUESDAY


def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is() -> None:
    began = datetime(2026, 3, 28, 20, tzinfo=LISBON)
    day = Day(date(2026, 3, 28), began=began)
    after = (began.astimezone(ZoneInfo("UTC")) + timedelta(hours=13, minutes=59)).astimezone(LISBON)
    assert after.hour == 10 and own_day(after, day) == date(2026, 3, 28)
    assert own_day(after + timedelta(minutes=2), day) == date(2026, 3, 29)


@pytest.mark.parametrize("spoilt", [{}, {"face": 9}, {"face": "4"}, {"face": None}, {"began": "soon"}])
def test_what_is_not_as_it_should_be_is_as_if_skipped(spoilt: dict[str, object]) -> None:
    assert shaped(MONDAY, spoilt) == Day(MONDAY)
    assert shaped(MONDAY, {"face": 4}).face is Face.GOOD
