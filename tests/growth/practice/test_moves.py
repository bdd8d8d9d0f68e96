"""What is heard in a line: as people label it, and nothing in words that only look as if they said something."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.moves.reading import at_the_start, moves_of
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.scenario import Scenario
from extramile.growth.practice.rehearsal.take import Ended, Line

ALL = list(found(SHIPPED).scenarios.values())
DANA = next(one for one in ALL if one.name == "third-time-explaining")
MAGIC = [
    "sorry",
    "I'm",
    "I'll",
    "I",
    "will",
    "you're",
    "right",
    "because",
    "understand",
    "frustrating",
    "must",
    "be",
    "at",
    "4",
    "pm",
    "today",
    "by",
    "Friday",
    "please",
    "thank",
    "you",
    "our",
    "mistake",
    "sending",
    "write",
    "to",
    "the",
    "and",
    "it",
    "a",
    "you",
    "your",
    "that's",
    "need",
    "card",
    "does",
    "which",
    "is",
    "of",
    "on",
]


def kinds(text: str, scenario: Scenario | None = DANA) -> set[Kind]:
    return {spot.kind for spot in moves_of(text, at_the_start(scenario))[1]}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data(), scenario=st.sampled_from(ALL))
def test_stuffed_words_never_beat_a_plain_answer(data: st.DataObject, scenario: Scenario) -> None:
    own = [word for fact in scenario.facts for phrase in fact.back for word in phrase.split()]
    own += [word for step in scenario.steps for phrase in step.words for word in phrase.split()]
    words = st.lists(st.sampled_from([*MAGIC, *own]), min_size=3, max_size=30)
    stuffed = data.draw(st.lists(words.map(" ".join), min_size=1, max_size=4))
    honest = play(scenario, [Line(scenario.good[0])], seed="a").trace[-1]
    # A good first line may leave room for the next: what is stuffed has to do no better than the whole.
    whole = play(scenario, map(Line, scenario.good), seed="a")
    talk = play(scenario, map(Line, stuffed), seed="a")
    assert talk.ended is not Ended.CALM
    assert talk.trace[-1] >= min(honest, whole.trace[-1])


def test_what_will_be_done_has_a_verb() -> None:
    """Steps named after “I will” are none; in the words in which a scenario itself says what is to be done they are."""
    named, done = [], []
    for scenario in ALL:
        stuffed = play(scenario, [Line(f"I will {step.words[0]} today.") for step in scenario.steps], seed="a")
        named.append(stuffed.ended is Ended.CALM)
        for step in scenario.steps:
            line = f"I'll {step.does[:1].lower()}{step.does[1:]}"
            spots = moves_of(line, at_the_start(scenario))[1]
            done.append(any(step.id in spot.about and spot.kind is Kind.NEXT_STEP for spot in spots))
    assert sum(named) <= 2, "some of those words have their verb"
    assert sum(done) >= 0.7 * len(done)


def test_a_talk_that_only_lists_what_will_be_done_is_no_talk_and_one_clumsy_line_is() -> None:
    verbs = ("send", "book", "arrange")
    listed = []
    for scenario in ALL:
        lines = [f"I will {verbs[n % 3]} {step.words[0]} today." for n, step in enumerate(scenario.steps)]
        listed.append(play(scenario, map(Line, lines), seed="a").ended is Ended.CALM)
    assert sum(listed) < len(listed) / 2
    clumsy = play(DANA, [Line("I will send refund new card today."), Line("I will write you at 4 pm.")], seed="a")
    assert clumsy.steps == ("new_refund", "write_back")


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry. I understand. I will. You're right. Because. Please. Thank you. 4 pm. New card.",
        "apology, ownership, empathy, next step at 4 pm, refund to new card today, because bank, please",
        "refund new card refund new card refund new card refund new card today today today",
        "Great!!! Super!!! You are awesome!!! Have a fantastic day!!! :) :) :)",
        "Dear {name}, we have received your message and will send the refund to your new card today.",
        "This is the THIRD time I'm explaining this. Does anyone there read?",
        "My refund went to a card I closed. I told you on the phone and I told you by mail.",
        "I will I will I will I will do it at 4 pm for you and the refund and the card and the bank",
        "lorem ipsum dolor sit amet consectetur",
        "x" * 10_000,
    ],
)
def test_what_only_looks_like_an_answer_lowers_no_temper(text: str) -> None:
    assert play(DANA, [Line(text)], seed="a").trace[-1] >= DANA.customer.temper


@pytest.mark.parametrize(
    "unit",
    [
        "{{",
        "a.",
        "a\n",
        "İ",
        " is it ",
        "so ",
        "(a",
        "[insert ",
        "don't ",
        ",",
        "i will really ",
        "takes a ",
        "was so it ",
    ],
)
def test_no_line_takes_long_to_read(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    costs = []
    for _ in range(3):
        began = time.thread_time()
        play(DANA, [Line(text)], seed="a")
        costs.append(time.thread_time() - began)
    # Ten times what it takes: whatever grew with the square of a line would take a hundred times as much.
    assert min(costs) < 0.3


def test_in_an_angry_talk_feeling_calms_only_beside_fixing() -> None:
    felt = "I'm sorry that you had to write again, that must be so frustrating."
    assert play(DANA, [Line(felt)], seed="a").trace[-1] >= DANA.customer.temper
    read = "The refund went to a card that you closed."
    both = play(DANA, [Line(f"{felt} {read}")], seed="a")
    fixed = play(DANA, [Line(read)], seed="a")
    assert both.trace[-1] < fixed.trace[-1] < DANA.customer.temper


def test_nobody_is_calmed_by_what_comes_with_an_order_to_calm_down() -> None:
    good = "You told us twice that the refund went to a closed card. I'm sending it to your new card today."
    assert play(DANA, [Line(good)], seed="a").trace[-1] < DANA.customer.temper
    assert play(DANA, [Line(f"{good} Please calm down.")], seed="a").trace[-1] >= DANA.customer.temper


def test_cheerfulness_moves_nothing() -> None:
    plain = play(DANA, [Line("I'm calling the bank now.")], seed="a")
    cheerful = play(DANA, [Line("Hi hi, how wonderful to hear from you! I'm calling the bank now. Yay!")], seed="a")
    assert plain.trace == cheerful.trace


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("You never told us that the refund went to a closed card.", Kind.BLAME, Kind.SAID_BACK),
        ("I see that your parcel never arrived at the old address.", None, Kind.SAID_BACK),
        ("So the refund went to the card you closed, and you told us by phone.", Kind.SAID_BACK, None),
        ("What happened to the refund?", Kind.REPEATED, Kind.QUESTION),
        ("The money is in your account today.", Kind.OVERPROMISE, Kind.NEXT_STEP),
        ("I can't promise that the money is in your account today.", None, Kind.OVERPROMISE),
        ("Which card should I use?", Kind.QUESTION, Kind.REPEATED),
    ],
)
def test_what_is_held_against_the_story(text: str, there: Kind | None, not_there: Kind | None) -> None:
    found = kinds(text)
    assert there is None or there in found
    assert not_there not in found


def test_one_scenario_hears_what_another_does_not() -> None:
    line = "You told us by phone and by mail that the card is closed, and nobody acted on it."
    heard = {one.name for one in ALL if Kind.SAID_BACK in kinds(line, one)}
    assert heard == {DANA.name}
