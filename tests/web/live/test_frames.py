"""Every kind of frame at either door: who may say it, what is refused by name, and nothing that is not declared."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from extramile.web.live.connection import CLOSE
from extramile.web.live.frames import AGENTS, GIVEN, KINDS, MOST_BYTES, TAKEN, VISITORS
from tests.web.live.conftest import House, Visit
from tests.web.live.talk import SEEN_KINDS, Frame, Talk, new
from tests.web.live.test_lossless import Begin

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "live.md").read_text()
AT_VISITORS, AT_DESK = (part.split("\n## ")[0] for part in re.split(r"\n## The .*'s door\n", PAGE)[1:])
NOWHERE = "00000000-0000-7000-8000-000000000000"
GOOD: dict[tuple[str, str], Frame] = {
    ("visitor", "hello"): {"key": "site_northfold"},
    ("visitor", "send"): {"conversation": NOWHERE, "id": NOWHERE, "text": "x"},
    ("visitor", "rating"): {"conversation": NOWHERE, "id": NOWHERE, "resolved": 2, "stars": 5},
    ("visitor", "typing"): {"conversation": NOWHERE, "on": True},
    ("visitor", "seen"): {"conversation": NOWHERE, "said": 1},
    ("visitor", "resume"): {"conversation": NOWHERE, "said": 0},
    ("visitor", "older"): {"conversation": NOWHERE, "before": 5},
    ("visitor", "ping"): {},
    ("desk", "hello"): {"watch": []},
    ("desk", "watch"): {"conversation": 10**9, "seq": 0},
    ("desk", "unwatch"): {"conversation": 10**9},
    ("desk", "send"): {"conversation": 10**9, "id": NOWHERE, "text": "x"},
    ("desk", "typing"): {"conversation": 10**9, "on": True},
    ("desk", "seen"): {"conversation": 10**9, "said": 1},
    ("desk", "presence"): {"state": "here"},
    ("desk", "ping"): {},
}


def _documented(part: str, direction: str) -> dict[str, str]:
    table = part.split(f"### {direction} the")[1].split("###")[0]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (.*)$", table, re.M)
    return {kind: fields for kinds, fields in rows for kind in re.findall(r"`(\w+)`", kinds)}


@pytest.mark.parametrize("door", ["visitor", "desk"])
def test_each_kind_is_documented_and_nothing_else_is(door: str) -> None:
    part = AT_VISITORS if door == "visitor" else AT_DESK
    taken = {kind.kind: kind for kind in KINDS if kind.door == door and kind.senders}
    given = {kind.kind for kind in KINDS if kind.door == door and kind.receivers}
    heard = _documented(part, "From")
    assert heard.keys() == taken.keys()
    assert _documented(part, "To").keys() == given
    for name, kind in taken.items():
        fields = set(re.findall(r"`(\w+)`", heard[name].split(" | ")[0]))
        assert kind.needs.keys() | kind.may.keys() <= fields | {"seq"}, name


def test_each_kind_has_one_audience() -> None:
    assert len(KINDS) == len(TAKEN) + len(GIVEN)
    for kind in KINDS:
        assert bool(kind.senders) != bool(kind.receivers)
        assert (kind.senders or kind.receivers) == (VISITORS if kind.door == "visitor" else AGENTS)
    assert GOOD.keys() == TAKEN.keys()


def test_each_closing_code_is_documented() -> None:
    table = PAGE.split("## Errors")[1]
    rows = dict(re.findall(r"^\| `(\w+)` \|.*closed, (\d+) \|$", table, re.M))
    assert {code: int(number) for code, number in rows.items()} == CLOSE


@pytest.fixture
async def inside(visit: Visit, desk: Visit) -> dict[str, Talk]:
    """One who is in at each door."""
    return {"visitor": await visit(), "desk": await desk("Jo Lind")}


@pytest.mark.parametrize("door", ["visitor", "desk"])
async def test_kinds_of_the_other_door_and_of_the_server_are_unknown(inside: dict[str, Talk], door: str) -> None:
    talk = inside[door]
    own = {kind.kind for kind in KINDS if kind.door == door and kind.senders}
    every = {kind.kind for kind in KINDS} | {"nonsense", "", "Send", "ping ", "__class__"}
    fields = {"conversation": 1, "id": new(), "text": "x", "on": True, "said": 1, "seq": 0, "watch": [], "key": "x"}
    for kind in sorted(every - own):
        error = await talk.asks({**fields, "kind": kind}, "error")
        assert (error["code"], error["of"]) == ("unknown_kind", kind)
        await talk.alive()


@pytest.mark.parametrize(("door", "kind"), [key for key in TAKEN if key[1] != "hello"])
async def test_fields_that_are_missing_or_of_another_type(inside: dict[str, Talk], door: str, kind: str) -> None:
    talk, good = inside[door], GOOD[door, kind]
    wrong: list[Frame] = [{k: v for k, v in good.items() if k != name} for name in good]
    for name, value in good.items():
        others: list[Any] = [None, [], {}, 1.5, "", "x" * 10, -1, 2**31 if isinstance(value, int) else 7, [value]]
        if isinstance(value, str) and name == "text":
            others = [None, [], {}, 1, True]
        if isinstance(value, int) and not isinstance(value, bool):
            others += ["1", True, 2**63, 1e30]
        if name == "conversation" and door == "desk":
            others = [one for one in others if one != 2**31] + [0]
        if isinstance(value, bool):
            others += [0, 1, "true"]
        if value == NOWHERE:
            others += [NOWHERE.upper().replace("0", "A"), NOWHERE[:-1], NOWHERE + "\n", "{" + NOWHERE + "}"]
        wrong += [{**good, name: other} for other in others if other != value or type(other) is not type(value)]
    wrong += [{**good, name: ["yes"]} for name in TAKEN[door, kind].may]  # type: ignore[index]
    for frame in wrong:
        error = await talk.asks({"kind": kind, **frame}, "error")
        assert (error["code"], error["of"]) == ("malformed", kind), frame
        await talk.alive()


@pytest.mark.parametrize("door", ["visitor", "desk"])
async def test_what_is_no_frame(inside: dict[str, Talk], door: str) -> None:
    talk = inside[door]
    for raw in (
        "nonsense", "[]", "null", "1", '"ping"', '{"kind":1}', "{}", '{"kind":null}', '{"kind":["ping"]}', "{", "\x00",
        '{"kind":"ping"}{"kind":"ping"}', '{"kind":"ping","x":NaN}', '{"kind":"ping","x":Infinity}', "[" * 60_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000, '{"kind":"ping","x":' + "9" * 60_000 + "}", "\ufeff{}", "'kind'",
    ):  # fmt: skip
        error = await talk.asks(raw, "error")
        assert error["code"] == "malformed", raw[:40]
        assert error["of"] is None
        await talk.alive()
    await talk.socket.send(b'{"kind":"ping"}')
    assert (await talk.hears("error", says="Frames travel as text."))["code"] == "malformed"
    await talk.alive()


async def test_unknown_fields_are_ignored_and_blank_lines_too(inside: dict[str, Talk]) -> None:
    talk = inside["visitor"]
    talk.got.clear()
    await talk.socket.send('\n{"kind":"ping","colour":"green","kind2":[{}]}\n\n{"kind":"ping"}\n')
    await talk.until(lambda: len(talk.all("beat")) == 2)


async def test_sizes(inside: dict[str, Talk], visit: Visit) -> None:
    talk = inside["visitor"]
    frame = '{"kind":"ping","x":"%s"}'
    most = frame % ("a" * (MOST_BYTES - len(frame) + 2))
    assert len(most) == MOST_BYTES
    await talk.asks(most, "beat")
    error = await talk.asks(most.replace("ping", "ping "), "error")
    assert error["code"] == "too_large"
    error = await talk.asks(frame % ("é" * (MOST_BYTES // 2)), "error")
    assert error["code"] == "too_large"
    await talk.asks("\n".join([most] * 3), "beat")
    await talk.alive()
    await talk.socket.send("a" * 262_144)
    assert (await talk.hears("error", of=None, code="too_large"))["kind"] == "error"
    await talk.alive()
    # The end may overtake what is still being sent: then the network says that it is over, and not why.
    for much in ("a" * 262_145, ["a" * 100_000] * 5):
        talk = await visit()
        with contextlib.suppress(ConnectionClosed):
            await talk.socket.send(much)
        assert await talk.closed() in (1009, 1006)


async def test_what_is_no_utf8_closes(visit: Visit, desk: Visit) -> None:
    for talk in (await visit(), await desk()):
        await talk.socket.send(b'{"kind":"ping\xff"}', text=True)
        assert await talk.closed() == 1007
    await (await visit()).alive()


async def test_texts_that_cannot_be_stored(begin: Begin, desk: Visit, house: House) -> None:
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    for talk, where in ((visitor, conversation), (maya, number)):
        for text, code in (("", "empty"), (" \n\t ", "empty"), ("a" * 10_001, "too_long")):
            name = new()
            error = await talk.asks({"kind": "send", "conversation": where, "id": name, "text": text}, "error")
            assert (error["code"], error["id"], error["conversation"], error["of"]) == (code, name, where, "send")
        await talk.alive()
    assert house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ?", number) == [(1,)]


async def test_hello_twice(inside: dict[str, Talk]) -> None:
    for door, talk in inside.items():
        error = await talk.asks({"kind": "hello", **GOOD[door, "hello"]}, "error")
        assert (error["code"], error["of"]) == ("malformed", "hello")
        await talk.alive()


async def test_many_errors_in_a_row_close(inside: dict[str, Talk], knock: Visit) -> None:
    for talk in inside.values():
        await talk.say(*["nonsense"] * 20)
        await talk.alive()
        await talk.say(*["nonsense"] * 21, {"kind": "ping"})
        bye = await talk.bye()
        assert (bye["code"], bye["retry"], talk.code) == ("flood", 30, 4429)
        assert len(talk.all("error")) == 41
        assert talk.got[-1] is bye


def test_nothing_undeclared_was_ever_sent() -> None:
    """Last in this file: what every socket of this process has heard."""
    assert GIVEN.keys() >= SEEN_KINDS
    assert json.dumps(sorted(SEEN_KINDS))
