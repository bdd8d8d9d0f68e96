"""The room: the same seed makes the same talk, the clock runs, and the customer answers whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.growth.practice.rehearsal.debrief import debrief
from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.take import Ended, Heard, Line, Talk

ALL = list(found(SHIPPED).scenarios.values())
DANA = next(one for one in ALL if one.name == "third-time-explaining")
POOL = [
    *DANA.good,
    *DANA.bad,
    "",
    "asdf qwer zxcv",
    "Wie geht es dir heute, meine Liebe?",
    "I'm sorry that it took so long.",
]
said = st.lists(st.builds(Line, st.one_of(st.sampled_from(POOL), st.text(max_size=200)), st.floats(0, 400)), max_size=8)


def talk(*texts: str, after: float = 0.0) -> Talk:
    return play(DANA, [Line(text, after) for text in texts], seed="a")


@settings(max_examples=40, deadline=None)
@given(scenario=st.sampled_from(ALL), lines=said, seed=st.text(max_size=5), improv=st.booleans())
def test_a_talk_follows_from_its_lines_and_seed_and_stays_in_bounds(scenario, lines, seed, improv) -> None:  # type: ignore[no-untyped-def]
    whole = play(scenario, lines, seed=seed, improv=improv)
    assert whole == play(scenario, lines, seed=seed, improv=improv)
    for n in range(len(whole.turns)):
        part = play(scenario, lines[:n], seed=seed, improv=improv)
        assert part.turns == whole.turns[:n] and part.opening == whole.opening and part.trace == whole.trace[: n + 1]
    for before, turn in zip(whole.trace, whole.turns, strict=False):
        assert 0 <= turn.temper <= 10 and 0 <= turn.trust <= 10
        assert 0 <= turn.patience <= scenario.customer.patience
        assert before + sum(move.temper for move in turn.moves) == turn.temper
        assert all(turn.line.text[move.start : move.end] == move.words for move in turn.moves)
        assert turn.replies and all(turn.replies)
    debrief(scenario, whole)


def test_a_take_as_in_the_picture() -> None:
    whole = play(DANA, map(Line, DANA.good), seed="a")
    first = whole.turns[0].moves
    assert [(move.kind, move.words) for move in first] == [
        (Kind.SAID_BACK, "You've told us twice that the refund went to a closed card"),
        (Kind.OWNED, "you're right, nobody acted on it"),
    ]
    assert whole.ended is Ended.CALM and whole.missing == ()
    assert whole.facts == ("new_card", "rent") and whole.steps == ("new_refund", "write_back")
    assert whole.turns[-1].replies == DANA.says.thanks


def test_nobody_calms_all_at_once_nor_by_what_would_fit_any_case() -> None:
    general = (
        "I'm so sorry, you must be so frustrated. That is our mistake. I will fix this for you today.",
        "I understand, and I will personally take care of it right now, because you matter.",
        "I'm taking this on. It is my job to put it right, and I will.",
    )
    general_here = []
    for scenario in ALL:
        start = scenario.customer.temper
        heard = play(scenario, map(Line, general), seed="a")
        about = [move for turn in heard.turns for move in turn.moves if move.about]
        assert about or heard.trace[-1] >= start - 2, scenario.name
        general_here.append(not about)
        whole = play(scenario, [Line(" ".join(scenario.good))], seed="a")
        assert whole.trace[1] >= start - 3, scenario.name
    assert sum(general_here) > len(ALL) / 2, "they are about nothing, nearly everywhere"


def test_patience_runs_with_the_clock() -> None:
    slow = talk("I will find out for you what happened.", after=200)
    assert slow.turns[0].moves[0].kind is Kind.WAITED and slow.turns[0].moves[0].temper == 1
    assert slow.patience < talk("I will find out for you what happened.").patience
    gone = talk(*DANA.good, after=6 * 60)
    assert gone.ended is Ended.LEFT and len(gone.turns) == 3


def test_who_is_kept_at_the_top_of_their_anger_leaves_with_patience_to_spare() -> None:
    whole = talk(*(f"Please calm down, for the {n}th time." for n in range(4, 14)))
    assert whole.ended is Ended.LEFT and whole.patience > 1
    assert whole.trace[-3:] == (10, 10, 10) and whole.trace.count(10) == 3


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("", Heard.EMPTY),
        (" \n ", Heard.EMPTY),
        ("Guten Tag, wir haben Ihre Nachricht erhalten und kümmern uns heute darum.", Heard.OTHER_LANGUAGE),
        ("おはようございます", Heard.OTHER_LANGUAGE),
        ("ghjk qwrt zxcvb mnbvc lkjhg pqzx", Heard.NONSENSE),
        ("12345 !!! ???", Heard.NONSENSE),
        ("Hello {{first_name}}, I will send the refund to your new card today.", Heard.TEMPLATE),
        ("refund card sorry twice new card today 4 pm bank reference", Heard.KEYWORDS),
        ((DANA.story + " ") * 60, Heard.LONG),
    ],
)
def test_a_line_that_cannot_be_used_keeps_the_take_and_calms_nobody(text: str, heard: Heard) -> None:
    turn = talk(text).turns[0]
    assert turn.heard is heard
    assert turn.ended is None and turn.replies
    assert turn.temper >= DANA.customer.temper or heard is Heard.LONG


def test_the_same_line_again_calms_nobody() -> None:
    turns = talk(DANA.good[0], DANA.good[0].upper() + "!").turns
    assert turns[1].heard is Heard.SAME_AGAIN and turns[1].temper > turns[0].temper


def test_an_insult_is_answered_by_the_customer_who_leaves_at_the_second() -> None:
    whole = talk("You are such an idiot.", "Fuck off, you liar.", "Sorry.")
    assert [turn.moves[0].kind for turn in whole.turns] == [Kind.ABUSE, Kind.ABUSE]
    assert whole.ended is Ended.LEFT and whole.turns[0].replies


def test_lines_that_somebody_else_worded_are_replayed_as_they_were() -> None:
    told = play(DANA, [Line(DANA.good[0], answered=("Fine. Go on then.",))], seed="a")
    assert told.turns[0].replies == ("Fine. Go on then.",)
    assert told.trace == talk(DANA.good[0]).trace
