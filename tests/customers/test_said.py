"""Promises in agents' sentences: found with their time, in their own zone, and not where there is none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.promises.said import promise_in

LISBON = ZoneInfo("Europe/Lisbon")
TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=LISBON)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("I’ll write to you by Friday noon.", "2026-11-27 12:00"),
        ("I will call you back in 20 minutes", "2026-11-24 10:50"),
        ("I'll reply in an hour.", "2026-11-24 11:30"),
        ("I'll send it tomorrow morning", "2026-11-25 12:00"),
        ("I'll send it tomorrow", "2026-11-25 17:00"),
        ("I’ll call you tomorrow at 15:30", "2026-11-25 15:30"),
        ("We'll get back to you by the end of the day", "2026-11-24 17:00"),
        ("I will refund you within 3 days", "2026-11-27 17:00"),
        ("We will answer within two working days.", "2026-11-26 17:00"),
        ("I'll let you know next Tuesday at 5pm", "2026-12-01 17:00"),
        ("You will hear from me on 3 December", "2026-12-03 17:00"),
        ("I'll check by 17:00 today", "2026-11-24 17:00"),
        ("I'll ship it before the weekend", "2026-11-27 17:00"),
        ("I'll have an answer by Monday", "2026-11-30 17:00"),
        ("I will email you this evening", "2026-11-24 20:00"),
        ("I'll get it done by the end of the week", "2026-11-27 17:00"),
        ("Sorry about that! I'm going to call you on Thursday afternoon. Does that work?", "2026-11-26 17:00"),
    ],
)
def test_a_promise_is_found_with_its_time(sentence: str, due: str) -> None:
    found = promise_in(sentence, now=TUESDAY)
    assert found and found.due == datetime.fromisoformat(due).replace(tzinfo=LISBON)


@pytest.mark.parametrize(
    "sentence",
    [
        "", "Hello", "I will look into it.", "It arrived on Friday", "Can I call you tomorrow?",
        "I won't be here on Friday", "If it rains I'll call you tomorrow", "I could send it on Monday",
        "I hope I'll have it by Friday",
        "I may send 2 tents", "The courier comes on Friday at noon", "I'll do it now", "I sent it yesterday",
        "I will march with you", "She said she will call tomorrow",
    ],
)  # fmt: skip
def test_no_promise_is_found_where_there_is_none(sentence: str) -> None:
    assert promise_in(sentence, now=TUESDAY) is None


def test_the_words_and_the_sentence_are_the_agents_own() -> None:
    found = promise_in("They decide on Thursday. I’ll write to you by Friday noon, either way.", now=TUESDAY)
    assert found and (found.what, found.when) == ("I’ll write to you by Friday noon, either way.", "friday noon")


def test_the_hour_is_kept_over_a_change_of_the_clocks() -> None:
    friday = datetime(2026, 10, 23, 16, 0, tzinfo=LISBON)
    found = promise_in("I'll call you on Monday at 10:00", now=friday)
    assert found and found.due == datetime(2026, 10, 26, 10, 0, tzinfo=LISBON)
    assert found.due.utcoffset() != friday.utcoffset()


@given(st.text(max_size=200))
def test_any_text_gives_a_promise_that_is_still_to_come_or_none(text: str) -> None:
    found = promise_in("I'll call " + text, now=TUESDAY)
    assert found is None or found.due > TUESDAY
