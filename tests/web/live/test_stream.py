"""One stream by itself: one event at a time, leases, and ends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from extramile.web.door import Message
from extramile.web.live import fallback
from extramile.web.live import stream as module
from extramile.web.live.stream import Gone, Stream


def told(text: str) -> dict[str, str]:
    return {"type": "websocket.send", "text": text}


async def test_an_event_stays_until_it_is_taken() -> None:
    stream = Stream("owner", "hello")
    sending = [asyncio.create_task(stream.send(told(text))) for text in ("a", "b")]
    turn = stream.come()
    for number, text in ((1, "a"), (2, "b")):
        for _ in range(3):
            assert await stream.event(turn, within=5) == (number, text)
        stream.taken(number - 1)
        assert not sending[number - 1].done()
        stream.taken(number)
        await asyncio.wait_for(sending[number - 1], 5)
    with pytest.raises(TimeoutError):
        await stream.event(turn, within=0.01)


async def test_nobody_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEASE", 0.05)
    stream = Stream("owner", "hello")
    assert await stream.receive() == {"type": "websocket.receive", "text": "hello"}
    sending = asyncio.create_task(stream.send(told("a")))
    for _ in range(3):
        turn = stream.come()
        assert await stream.event(turn, within=5) == (1, "a")
        stream.go(turn)
    with pytest.raises(Gone):
        await asyncio.wait_for(sending, 5)
    assert (await stream.receive())["type"] == "websocket.disconnect"
    with pytest.raises(Gone):
        await stream.post("x", within=5)


async def test_what_was_posted_before_the_end_is_heard() -> None:
    stream = Stream("owner", "hello")
    await stream.post("one", within=5)
    stream.end()
    heard: list[Any] = [await stream.receive() for _ in range(3)]
    assert [message.get("text") for message in heard] == ["hello", "one", None]


async def test_a_proxy_cannot_hold_a_stream_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would keep an agent here, and mark as delivered what nobody got."""
    monkeypatch.setattr(fallback, "COMMENT", 0.01)
    monkeypatch.setattr(module, "SIGN_OF_LIFE", 0.3)
    stream, bodies = Stream("owner", "hello"), []

    async def send(message: Message) -> None:
        bodies.append((message["body"], message.get("more_body", False)))

    posting = asyncio.create_task(stream.post("one", within=5))
    await asyncio.wait_for(fallback.flow(stream, asyncio.Event().wait, send), 10)  # type: ignore[arg-type]
    await posting
    assert bodies[0] == (b":\n\n", True)
    assert bodies[-1] == (b"", False)
    assert stream.ended


async def test_what_nobody_takes_is_bounded() -> None:
    stream = Stream("owner", "hello")
    for number in range(7):
        await stream.post(str(number), within=5)
    with pytest.raises(TimeoutError):
        await stream.post("one more", within=0.01)
    late = asyncio.create_task(stream.post("one more", within=5))
    await stream.receive()
    await late
