"""A conversation's trace: from lines to levels, with waits, corrections and silences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.desk.models import Reading
from extramile.desk.mood import trace as traces
from extramile.desk.mood.estimate import NotACustomer
from extramile.desk.mood.trace import Line, Trace, heard, trace
from extramile.desk.mood.waits import CHAT, EMAIL, Step, Wait, Waiting

BEGAN = datetime(2026, 5, 4, 9, tzinfo=UTC)
TENSE = "This is ridiculous, I already told you twice and heard nothing"
EASING = "oh, that would honestly save my weekend"


def conversation(*said: tuple[int, str, str], corrections: dict[int, str] | None = None) -> list[Line]:
    """Lines from (minutes after the beginning, who, text)."""
    kept = corrections or {}
    return [
        Line(seq, by, BEGAN + timedelta(minutes=after), text, kept.get(seq))
        for seq, (after, by, text) in enumerate(said, 1)
    ]


def of(*said: tuple[int, str, str], corrections: dict[int, str] | None = None) -> Trace:
    """The trace of such a chat."""
    return trace(conversation(*said, corrections=corrections), patience=CHAT)


def test_a_customer_who_eases_rises() -> None:
    found = of((0, "visitor", TENSE), (1, "agent", ""), (2, "visitor", EASING))
    assert found.levels[0] < -0.6 and found.levels[1] > found.levels[0] + 0.3
    assert found.rise == found.levels[1] - found.levels[0]
    assert found.turns[0].moved_by[0][0] in TENSE.lower() and len(found.turns[0].moved_by) <= 3


@pytest.mark.parametrize(
    "said",
    [
        [],
        [(0, "visitor", "Hi there")],
        [(0, "visitor", "Hi"), (1, "visitor", "thanks")],
        [(0, "visitor", "Das Zelt ist leider kaputt angekommen"), (1, "visitor", "Ich bin sehr enttäuscht")],
        [(0, "agent", ""), (1, "agent", "")],
    ],
)
def test_it_is_silent_where_there_is_too_little(said: list[tuple[int, str, str]]) -> None:
    found = of(*said)
    assert found.is_silent and found.rise is None


@pytest.mark.parametrize("more", [[], [(1, "visitor", "Das Zelt ist leider kaputt angekommen")]])
def test_one_message_alone_has_a_level_and_no_rise(more: list[tuple[int, str, str]]) -> None:
    found = of((0, "visitor", TENSE), *more)
    assert not found.is_silent and len(found.levels) == 1 and found.rise is None


def test_an_answer_has_no_turn_and_its_words_no_way_in() -> None:
    found = of((0, "visitor", TENSE), (1, "agent", "I hate this terrible customer"), (2, "visitor", EASING))
    assert [turn.line.by for turn in found.turns] == ["visitor", "visitor"]
    without = of((0, "visitor", TENSE), (1, "agent", ""), (2, "visitor", EASING))
    assert found.levels == without.levels
    with pytest.raises(NotACustomer):
        heard("I hate this", "agent")


@pytest.mark.parametrize(("reading", "way"), [(Reading.CALMER, 1), (Reading.TENSER, -1)])
def test_a_correction_moves_its_message_and_those_after_it(reading: str, way: int) -> None:
    said = (
        (0, "visitor", "Where is order 8790 please"),
        (1, "visitor", "It was sent on the 9th"),
        (2, "visitor", EASING),
    )
    before, after = of(*said), of(*said, corrections={2: reading})
    assert before.levels[0] == after.levels[0]
    for place in (1, 2):
        assert (after.levels[place] - before.levels[place]) * way > 0.1


def test_what_is_not_about_us_is_left_out() -> None:
    said = (0, "visitor", EASING), (1, "visitor", TENSE), (2, "visitor", EASING)
    found = of(*said, corrections={2: Reading.NOT_ABOUT_US})
    assert [turn.level is None for turn in found.turns] == [False, True, False]
    assert min(found.levels) > -0.2


def test_readings_are_those_that_are_stored() -> None:
    assert {traces.CALMER, traces.TENSER, traces.NOT_ABOUT_US} == set(Reading.values)


CHATS = [(14, None), (15, 0.1), (40, 0.1), (60, 0.2), (6000, 0.2)]
MAILS = [(1439, None), (1440, 0.1), (4320, 0.2)]


@pytest.mark.parametrize(
    ("steps", "minutes", "lowers"), [*((CHAT, *one) for one in CHATS), *((EMAIL, *one) for one in MAILS)]
)
@pytest.mark.parametrize("answered", [True, False])
def test_a_long_wait_lowers_what_is_written_after_it(
    steps: tuple[Step, ...], minutes: int, lowers: float | None, answered: bool
) -> None:
    waiting, lasted = Waiting(steps), timedelta(minutes=minutes)
    assert waiting.wrote(BEGAN) is None
    if answered:
        waiting.answered(BEGAN + lasted)
    found = waiting.wrote(BEGAN + lasted)
    assert found == (Wait(lasted, lowers, not answered) if lowers else None)


def test_a_wait_is_named_and_moves_the_level() -> None:
    def asked(minutes: int) -> Trace:
        return of((0, "visitor", "Where is order 8790 please"), (minutes, "visitor", "It was sent on the 9th of May"))

    calm, kept = asked(1), asked(40)
    assert calm.turns[1].wait is None
    assert kept.turns[1].wait == Wait(timedelta(minutes=40), 0.1, again=True)
    assert kept.levels[1] == pytest.approx(calm.levels[1] - 0.05)


@given(st.lists(st.integers(0, 90), max_size=30), st.integers(0, 90))
def test_one_wait_never_lowers_by_more_than_its_most(gaps: list[int], last: int) -> None:
    """However often they write in it, and what they write after the answer included."""
    waiting, at = Waiting(CHAT), BEGAN
    told = [waiting.wrote(at)]
    for minutes in gaps:
        at += timedelta(minutes=minutes)
        told.append(waiting.wrote(at))
    waiting.answered(at + timedelta(minutes=last))
    told.append(waiting.wrote(at + timedelta(minutes=last + 1)))
    lowered = sum(wait.lowers for wait in told if wait)
    waited = sum(gaps) + last
    assert lowered == pytest.approx(0.2 if waited >= 60 else 0.1 if waited >= 15 else 0.0)
