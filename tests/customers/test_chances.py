"""Chances to please: which one there is, one at most, never again for the same occasion, and quieter when unwanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.account.facts import Fact
from extramile.customers.chances.rules import Answered, Complaint, Kept, Known, Occasion, chance, occasion_of
from extramile.customers.chances.told import told

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
SELDOM = {"first": date(2020, 6, 1), "last": date(2026, 1, 20)}
NOBODY = Known(now=NOW, today=TODAY, began=NOW)
WRONG = Complaint(7, Fact.RATED_POORLY, NOW - 20 * DAY)
EARLY = Kept(9, NOW - DAY, NOW)


def offered(**known: Any) -> str | None:
    found = chance(replace(NOBODY, **known))
    return found.key if found else None


@pytest.mark.parametrize(
    ("known", "key"),
    [
        ({}, None),
        ({"complaint": WRONG}, "back:7"),
        ({"complaint": WRONG, "began": WRONG.at + timedelta(hours=1)}, None),
        ({"complaint": WRONG, "began": WRONG.at, "last": TODAY, "first": TODAY - 50 * DAY, "repeats": 1}, "back:7"),
        ({"complaint": replace(WRONG, at=NOW - 181 * DAY)}, None),
        ({"kept": EARLY}, "early:9"),
        ({"kept": replace(EARLY, at=NOW - 15 * DAY)}, None),
        ({"before": NOW - 200 * DAY}, "silence:2026-05-09"),
        ({"before": NOW - 179 * DAY}, None),
        ({"before": NOW - 200 * DAY, "began": NOW - 15 * DAY}, None),
        ({"before": NOW - 300 * DAY, **SELDOM, "repeats": 14}, "silence:2026-01-29"),
        ({"before": NOW - 300 * DAY, **SELDOM, "repeats": 13}, None),
        ({"first": date(2023, 11, 28), "last": date(2026, 10, 1), "repeats": 4}, "anniversary:3"),
        ({"first": date(2023, 11, 22), "last": date(2026, 10, 1), "repeats": 4}, "anniversary:3"),
        ({"first": date(2023, 11, 21), "last": date(2026, 10, 1), "repeats": 4}, None),
        ({"first": TODAY, "last": TODAY}, "first:2026-11-25"),
        ({"first": TODAY - 31 * DAY, "last": TODAY - 31 * DAY}, None),
        ({"first": TODAY - 9 * DAY, "last": TODAY, "repeats": 1}, None),
        ({"first": date(2026, 1, 1), "last": TODAY, "repeats": 2, "one_away": True}, "near:2"),
    ],
)  # fmt: skip
def test_when_there_is_one(known: dict[str, Any], key: str | None) -> None:
    assert offered(**known) == key
    found = chance(replace(NOBODY, **known))
    assert found is None or (occasion_of(found.key) is found.occasion and len(told(found)) > 30)


def test_over_the_turn_of_the_year_and_on_a_leap_day() -> None:
    turn = {"now": NOW, "today": date(2027, 1, 1), "repeats": 1, "last": date(2026, 12, 1)}
    assert offered(**turn, first=date(2025, 12, 30)) == "anniversary:1"
    assert offered(**turn, first=date(2025, 1, 3)) == "anniversary:2"
    leap = {"first": date(2024, 2, 29), "last": date(2026, 1, 1), "repeats": 1, "today": date(2026, 2, 28)}
    assert offered(**leap) == "anniversary:2"


def test_what_went_wrong_comes_first_and_each_only_once() -> None:
    known = {
        "complaint": WRONG, "kept": EARLY, "first": date(2023, 11, 25), "last": date(2026, 1, 1), "repeats": 2,
        "one_away": True, "before": NOW - 400 * DAY,
    }  # fmt: skip
    answered: list[Answered] = []
    while key := offered(**known, answered=answered):
        answered.append(Answered(key, done=True, at=NOW))
    assert [one.occasion for one in answered] == ["back", "early", "anniversary", "near"]


def test_a_kind_that_was_let_go_twice_is_quiet_for_a_year() -> None:
    def again(*answered: Answered) -> str | None:
        return offered(first=date(2023, 11, 25), last=date(2026, 1, 1), repeats=4, answered=answered)

    first, second = Answered("anniversary:1", False, NOW - 700 * DAY), Answered("anniversary:2", False, NOW - 300 * DAY)
    assert again(first) == "anniversary:3"
    assert again(first, second) is None
    assert again(first, replace(second, at=NOW - 366 * DAY)) == "anniversary:3"
    assert again(first, replace(second, done=True)) == "anniversary:3"
    assert again(Answered("near:2", False, NOW), Answered("near:1", False, NOW)) == "anniversary:3"


@given(st.text(max_size=80))
def test_only_keys_of_occasions_are_keys(key: str) -> None:
    found = occasion_of(key)
    assert found is None or key.startswith(f"{found}:")


def test_keys_of_every_kind() -> None:
    assert {occasion_of(f"{one}:1") for one in Occasion} == set(Occasion)
    assert not any(
        occasion_of(key) for key in ("", "first", "first:", "other:1", "first:<b>", "first:1\n", "first:" + "1" * 41)
    )
