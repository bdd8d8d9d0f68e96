"""Hours at the craft, from a start and a pace that somebody says of themselves."""

from __future__ import annotations

from datetime import date

from extramile.growth.journey.craft import craft

TODAY = date(2026, 3, 2)


def test_hours_are_weeks_times_pace() -> None:
    found = craft(date(2025, 3, 3), 20, TODAY)
    assert found.hours == 1040 and found.share == 10.4
    assert found.year == 2034, "8,960 hours are 448 weeks, eight years and seven months"


def test_who_has_just_begun_or_has_no_pace_is_told_no_year() -> None:
    assert craft(TODAY, 0, TODAY).year is None
    assert craft(TODAY, 0.1, TODAY).year is None, "not in this life"
    assert craft(date(2027, 1, 1), 20, TODAY).hours == 0


def test_past_mastery_the_share_ends_at_the_whole() -> None:
    assert craft(date(2010, 1, 1), 40, TODAY).share == 100
