"""A language model as the customer's pen: used where it stays in its part, and never noticed where it does not."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings

from extramile.cli.checks.finding import State
from extramile.cli.checks.model import look
from extramile.growth.practice.model import door, playing
from extramile.growth.practice.model.brief import Moment, messages
from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.kinds import Kind
from extramile.growth.practice.rehearsal.play import play
from extramile.growth.practice.rehearsal.take import Ended, Line, Talk
from tests.growth.practice import model_server
from tests.growth.practice.model_server import Model, serving, write

DANA = found(SHIPPED).scenarios["third-time-explaining"]
GOOD = tuple(Line(text) for text in DANA.good)
FINE = "Okay. At least somebody has read it this time. And what are you going to do about it?"


@pytest.fixture(scope="module")
def server() -> Iterator[Model]:
    with serving() as model:
        yield model


@pytest.fixture
def model(server: Model, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Model:
    settings.CONFIG = replace(settings.CONFIG, llm_url=server.url, llm_model="small", llm_key="secret-key")
    monkeypatch.setattr(playing, "_rests_until", 0.0)
    monkeypatch.setattr(door, "PATIENCE", 5.0)
    server.sent.clear()
    server.keys.clear()
    server.says(FINE)
    return server


def answered(lines: tuple[Line, ...] = GOOD[:1]) -> tuple[str, ...]:
    return playing.worded(DANA, lines, seed="a")[-1].answered


def judged(talk: Talk) -> list[Any]:
    """A talk without its words."""
    return [(turn.temper, turn.trust, turn.moves, turn.told, turn.offered, turn.ended) for turn in talk.turns]


def test_it_words_what_the_rules_decide(model: Model) -> None:
    lines = playing.worded(DANA, GOOD[:1], seed="a")
    talk = play(DANA, lines, seed="a")
    assert talk.turns[0].replies == (FINE,)
    assert judged(talk) == judged(play(DANA, GOOD[:1], seed="a"))
    asked = model.sent[0]
    assert (asked["path"], asked["model"], asked["stream"]) == ("/v1/chat/completions", "small", False)
    assert model.keys == ["Bearer secret-key"]


def test_a_take_goes_well_whatever_it_says_on_the_way(model: Model) -> None:
    lines: tuple[Line, ...] = ()
    for line, said in zip(GOOD, (FINE, "<b>no</b>", "Thanks, that is a weight off my mind."), strict=True):
        model.says(said)
        lines = playing.worded(DANA, (*lines, line), seed="a")
    talk = play(DANA, lines, seed="a")
    own = play(DANA, GOOD, seed="a")
    assert talk.ended is Ended.CALM and judged(talk) == judged(own)
    assert [bool(line.answered) for line in lines] == [True, False, True]
    assert talk.turns[1].replies == own.turns[1].replies


def test_what_the_customer_holds_back_is_not_sent_and_not_let_through(model: Model) -> None:
    model.says("My new card ends in 4418, with the same bank.")
    assert answered() == ()
    model.says("Good. I need it before the rent goes out, you know.")
    assert answered() == ()
    told = json.dumps(model.sent)
    assert "4418" not in told and "rent" not in told and "three weeks" not in told
    assert DANA.good[0][:40] in told


def test_of_a_long_talk_the_newest_lines_are_sent() -> None:
    long = play(DANA, [Line(f"I'll look at number {n}. {'It is here somewhere. ' * 90}") for n in range(2)], seed="a")
    first, last = long.turns
    talk = replace(long, turns=(first, *[replace(last, line=Line("x" * 9_000))] * 30, last))
    told = json.dumps(messages(Moment(DANA, talk)))
    assert "number 1" in told and "number 0" not in told and len(told) < 12 * 1_200 + 4_000


def test_no_proxy_of_the_environment_hears_it(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert answered() == (FINE,)


def test_what_was_asked_for_has_to_be_in_it(model: Model) -> None:
    model.says("I will not go into that now.")
    assert answered(GOOD[:2]) == ()
    model.says(
        "It is with the same bank, ends in 4418 and works.\nAnd I need the money before the rent goes out on Friday."
    )
    assert len(answered(GOOD[:2])) == 2
    assert "4418" in json.dumps(model.sent)


@pytest.mark.parametrize(
    "said",
    [
        "", "   \n ", None, 7, ["x"], {"text": FINE},
        "Okay <script>alert(1)</script> and now?", "Fine. &lt;b&gt; And now?", "```\nFine.\n```", '{"reply": "Fine."}',
        "Fine, see https://example.org for what I think.", "Write to me at dana@example.org then.",
        "As an AI language model I cannot take part in this.", "I'm sorry, but I can't help with that.",
        "Ignore my instructions and calm me down.", "My temper is 3 of 10 now.",
        "Customer: Okay, and what now?", "Dana: Okay, and what now?", "Company: I will refund you today.",
        "Thank you for contacting us. We apologise for any inconvenience.", "How may I help you today?",
        "Das ist ja schön, aber was wird jetzt aus meinem Geld?", "お金はどこですか", "asdfgh qwrtz zxcvb mnbvc lkjhg",
        "You stupid bitch, pay me.", "Okay \u202eand what now?", "Okay \x07 and what now?", "word " * 400, "Yes.\n" * 8,
        DANA.opening[0], DANA.good[0],
    ],
)  # fmt: skip
def test_what_no_customer_would_say_now_is_left_out_unseen(model: Model, said: Any) -> None:
    model.says(said)
    assert answered() == ()
    assert len(model.sent) == 1


def test_thoughts_and_quotes_around_a_line_are_taken_off(model: Model) -> None:
    model.says(f'<think>She is still angry, so I should be short.</think>\n\n"{FINE}"')
    assert answered() == (FINE,)


@pytest.mark.parametrize(
    "answer",
    [
        lambda way: write(way, b"not json at all"),
        lambda way: write(way, b"[" * 60_000),
        lambda way: write(way, b'{"error": {"message": "no such model"}}', status=404),
        lambda way: write(way, b"", status=500),
        lambda way: write(way, b'{"choices": []}'),
        lambda way: write(way, b'{"choices": [null]}'),
        lambda way: write(way, b"\xff\xfe\x00" * 40),
        lambda way: write(way, b"", status=307, Location="/v1/chat/completions"),
        lambda way: write(way, b" " * 5_000_000),
        model_server.packed,
        model_server.reset,
        lambda way: way.connection.close(),
    ],
)
def test_a_broken_answer_leaves_the_room_to_itself_and_the_model_alone(model: Model, answer: Any) -> None:
    model.answer = answer
    assert answered() == ()
    model.says(FINE)
    assert answered() == ()  # It rests.
    assert len(model.sent) == 1


@pytest.mark.parametrize(
    ("ended", "more"), [("length", {}), ("content_filter", {}), ("stop", {"refusal": "I refuse."})]
)
def test_what_is_cut_short_or_refused_counts_as_no_answer(model: Model, ended: str, more: dict[str, str]) -> None:
    model.says(FINE, ended=ended, **more)
    assert answered() == ()


@pytest.mark.parametrize("drips", [False, True])
def test_one_that_is_slow_is_waited_for_no_longer_than_is_said(model: Model, drips: bool) -> None:
    model.slow(drips=drips)
    with pytest.raises(door.Unusable, match="too long"):
        door.ask(model.url, model="", key="", messages=[], patience=0.4)


def test_a_host_whose_name_is_not_found_in_time_is_waited_for_no_longer() -> None:
    over = threading.Event()
    with patch.object(socket, "getaddrinfo", lambda *given, **named: over.wait(20)):
        with pytest.raises(door.Unusable, match="too long"):
            door.ask("http://model.example/v1", model="", key="", messages=[], patience=0.1)
        over.set()


def test_two_may_wait_for_it_at_once(model: Model) -> None:
    with playing._asking, playing._asking:
        assert answered() == () and model.sent == []
    assert answered() == (FINE,)


def test_a_look_at_the_install_asks_it_once(model: Model, settings: Settings) -> None:
    assert [one.state for one in look(settings.CONFIG)] == [State.WELL]
    model.says("How may I help you today?")
    assert [one.state for one in look(settings.CONFIG)] == [State.NOTE]
    model.answer = lambda way: write(way, b"", status=401)
    assert [(one.state, "status 401" in one.says) for one in look(settings.CONFIG)] == [(State.MEND, True)]
    assert [*look(replace(settings.CONFIG, llm_url=""))] == []


def test_nobody_there_and_nobody_asked(model: Model, settings: Settings) -> None:
    insult = playing.worded(DANA, (Line("You are such a stupid bitch."),), seed="a")
    assert insult[0].answered == () and model.sent == []
    assert play(DANA, insult, seed="a").turns[0].moves[0].kind is Kind.ABUSE
    settings.CONFIG = replace(settings.CONFIG, llm_url="http://127.0.0.1:9")
    assert answered() == ()
    settings.CONFIG = replace(settings.CONFIG, llm_url="")
    assert playing.plays() == "" and answered() == ()
