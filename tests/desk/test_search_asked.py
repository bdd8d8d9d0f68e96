"""How a query is read: whatever is written, something comes of it."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from extramile.desk.queries.search.asked import FILTERS, MOST_WORDS, Asked, asked
from extramile.desk.queries.search.dates import day_of

BERLIN = ZoneInfo("Europe/Berlin")


def read(query: str) -> Asked:
    return asked(query, UTC)


def test_words_phrases_and_filters_are_told_apart() -> None:
    found = read('tent "torn seam" from:"Tomás Ortega" TAG:refund in:shop is:open is:Note pole')
    assert (found.words, found.phrases) == (["tent", "pole"], [("torn", "seam")])
    assert (found.people, found.tags, found.inboxes) == (["Tomás Ortega"], ["refund"], ["shop"])
    assert (found.states, found.notes, found.unclear) == ({"open"}, True, [])
    assert found.filtered and not found.empty


@pytest.mark.parametrize(
    ("query", "words", "phrases"),
    [
        ("https://shop.example/a?b", ["https", "shop", "example", "a", "b"], []),
        ("re:tent", ["re", "tent"], []),
        ("12:30", ["12", "30"], []),
        ('"torn seam', [], [("torn", "seam")]),
        ('tent"torn seam"', ["tent"], [("torn", "seam")]),
        ("„torn seam“ x", ["x"], [("torn", "seam")]),
        ("AND OR NOT -tent +pole (a) ^b*", ["AND", "OR", "NOT", "tent", "pole", "a", "b"], []),
        ("from: tag:", [], []),
        ('""', [], []),
    ],
)
def test_what_looks_like_a_filter_and_is_none_is_words(
    query: str, words: list[str], phrases: list[tuple[str, ...]]
) -> None:
    found = read(query)
    assert (found.words, found.phrases, found.filtered) == (words, phrases, False)


def test_scripts_without_spaces_are_looked_for_inside() -> None:
    found = read('テント tent "破れた"')
    assert (found.inside, found.words, found.phrases) == (["テント", "破れた"], ["tent"], [])


def test_what_is_begun_at_the_end_is_known() -> None:
    assert read("tent tag:").last == ("tag", "")
    assert read("tent tag:ref").last == ("tag", "ref")
    assert read('tent from:"Tom').last == ("from", "Tom")
    assert read("tag:ref tent").last is read("tag:ref ").last is None


def test_what_cannot_be_followed_is_kept_as_it_was_written() -> None:
    assert read("is:lost before:2026-13 on:never tent").unclear == [
        ("is", "lost"),
        ("before", "2026-13"),
        ("on", "never"),
    ]


def test_so_many_words_and_no_more() -> None:
    found = read(" ".join(f"w{n}" for n in range(20)) + ' "and a phrase"')
    assert len(found.spoken) == MOST_WORDS and found.shortened
    assert not read("a b c d e f g h").shortened


@pytest.mark.parametrize(
    ("written", "begin", "days"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=BERLIN), 1),
        ("24/11/2026", datetime(2026, 11, 24, tzinfo=BERLIN), 1),
        ("4.1.2026", datetime(2026, 1, 4, tzinfo=BERLIN), 1),
        ("2026-12", datetime(2026, 12, 1, tzinfo=BERLIN), 31),
        ("2024", datetime(2024, 1, 1, tzinfo=BERLIN), 366),
        ("٢٠٢٤", datetime(2024, 1, 1, tzinfo=BERLIN), 366),
    ],
)
def test_days_months_and_years_are_those_of_the_zone(written: str, begin: datetime, days: int) -> None:
    day = day_of(written, BERLIN)
    assert day is not None
    assert (day.begin, day.end) == (begin, (begin + timedelta(days)).replace(tzinfo=BERLIN))


def test_days_that_count_back_from_today() -> None:
    today, yesterday, week = (day_of(written, UTC) for written in ("today", "Yesterday", "7d"))
    assert today and yesterday and week
    assert today.begin - yesterday.begin == timedelta(1) and today.begin - week.begin == timedelta(7)


@pytest.mark.parametrize("written", ["", "31/02/2026", "2026-00", "9999999d", "0001", "1e5", "2026-11-24x"])
def test_what_is_no_day(written: str) -> None:
    assert day_of(written, UTC) is None


def test_before_after_and_on_bound_each_other() -> None:
    found = read("after:2026-01 before:2026-03-01 on:2026")
    assert found.since == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.until == datetime(2026, 3, 1, tzinfo=UTC)


def test_anything_can_be_written() -> None:
    drawn = Random(3)
    pieces = [*(f"{name}:" for name in FILTERS), '"', "“", " ", "日", "é", "\x00", "😀", "\u202e", *string.printable]
    for _ in range(3_000):
        read("".join(drawn.choices(pieces, k=drawn.randrange(40))))
    assert read("x" * 10_000).words == ["x" * 10_000]
