"""Texts come as they were written, and only to those they were written for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.web.live.conftest import SHOP, House, Visit
from tests.web.live.talk import Talk, new

Begin = Callable[..., Awaitable[tuple[Talk, str, int]]]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><b onmouseover=x>", "\u202egnp.exe", "a" * 10_000, "🏕" * 10_000, "שלום\nعالم",
        "{{ 7*7 }} %s %(x)s", "e\u0301\u200d\x07\x1b[31m", "'; DROP TABLE desk_entry; --",
    ],
)  # fmt: skip
async def test_text_comes_as_it_was_written(begin: Begin, desk: Visit, text: str) -> None:
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 1}])
    await visitor.send(conversation, text)
    assert (await visitor.hears("entry", said=2))["text"] == text
    entry = await maya.hears("entry", seq=2)
    assert entry["text"] == text
    assert "<script>" not in entry["html"]
    assert "<b " not in entry["html"]


async def test_half_an_emoji_is_kept(begin: Begin) -> None:
    visitor, conversation, _ = await begin()
    raw = f'{{"kind":"send","conversation":"{conversation}","id":"{new()}","text":"cut \\ud83d and \\u0000"}}'
    await visitor.asks(raw, "ack")
    assert (await visitor.hears("entry", said=2))["text"] == "cut \ufffd and \ufffd"


async def test_a_visitor_cannot_learn_of_what_is_not_said_to_them(begin: Begin, desk: Visit) -> None:
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    note = new()
    await maya.send(number, "note", id=note, note=True)
    error = await visitor.asks({"kind": "send", "conversation": conversation, "id": note, "text": "x"}, "error")
    assert (error["code"], error["id"]) == ("not_yours", note)
    hello = visitor.entries(conversation)[0]["id"]
    error = await maya.asks({"kind": "send", "conversation": number, "id": hello, "text": "x"}, "error")
    assert error["code"] == "not_yours"


async def test_another_visitors_conversation(begin: Begin, visit: Visit, house: House) -> None:
    _, theirs, number = await begin("secret")
    stranger = await visit()
    for frame in (
        {"kind": "send", "id": new(), "text": "x"}, {"kind": "typing", "on": True}, {"kind": "seen", "said": 1},
        {"kind": "resume", "said": 0}, {"kind": "older", "before": 9},
    ):  # fmt: skip
        error = await stranger.asks({"conversation": theirs, **frame}, "error")
        assert (error["code"], error["of"], error["conversation"]) == ("not_yours", frame["kind"], theirs)
    token = stranger.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=theirs, said=0, origin=SHOP)
    assert back.all("welcome")[0]["conversation"] is None
    await back.alive()
    assert "secret" not in str(stranger.got) + str(back.got)
    assert house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ?", number) == [(1,)]
