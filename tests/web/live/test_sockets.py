"""Websockets as they are served: whatever is sent, in whichever pieces it arrives, is heard once and in order."""

from __future__ import annotations

import asyncio
import os
import random
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from uvicorn import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import apply_mask  # type: ignore[attr-defined]

from extramile.sockets import Sockets
from extramile.web.door import Receive, Scope, Send, line_of

MOST = 70_000
UPGRADE = (
    b"GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
END = b"slow, and the end"
TEXT, MORE, BYTES, CLOSE, PING = 1, 0, 2, 8, 9


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Says everything again. What begins with “slow” is heard in turn, and takes its time."""
    await receive()
    await send({"type": "websocket.accept"})
    line = line_of(scope)
    if line:
        line.hear(lambda text: not text.startswith("slow") and line.say(text))
    while (message := await receive())["type"] == "websocket.receive":
        if (message.get("text") or "").startswith("slow"):
            await asyncio.sleep(0.002)
        await send(dict(message, type="websocket.send"))


@asynccontextmanager
async def _served(kind: type[WebSocketsSansIOProtocol]) -> AsyncIterator[int]:
    config = Config(_echo, ws_per_message_deflate=False, ws_max_size=MOST, ws_ping_interval=None, log_config=None)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: kind(config, state, {}), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        await asyncio.wait_for(asyncio.gather(*state.tasks), 20)


def _frame(opcode: int, payload: bytes, *, last: bool = True, masked: bool = True) -> bytes:
    size, sign = len(payload), 0x80 if masked else 0
    first = bytes([(0x80 if last else 0) | opcode])
    if size < 126:
        head = first + bytes([sign | size])
    elif size < 65_536:
        head = first + bytes([sign | 126]) + struct.pack(">H", size)
    else:
        head = first + bytes([sign | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + apply_mask(payload, mask)


async def _answer(kind: type[WebSocketsSansIOProtocol], pieces: Sequence[bytes]) -> bytes:
    """All that the server sends to whoever sends these pieces, until it hangs up."""
    async with _served(kind) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(UPGRADE)
        await reader.readuntil(b"\r\n\r\n")
        said = asyncio.create_task(_until_the_end(reader, writer))
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0)
        return await asyncio.wait_for(said, 20)


async def _until_the_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    said = b""
    while part := await reader.read(1_000_000):
        said += part
        # What is behind a close is answered by nobody, so it waits until all has been.
        if said.endswith(END):
            writer.write(_frame(CLOSE, struct.pack(">H", 1000) + b"enough"))
    writer.close()
    return said


def _talk(chance: random.Random, many: int) -> list[bytes]:
    """Frames of all kinds."""
    frames: list[bytes] = []
    for number in range(many):
        word = chance.choice(("slow", "quick", "quick", "quick", "schnell ⚡"))
        text = f"{word} {number} ".encode() + b"a" * chance.choice((0, 3, 110, 126, 400, 66_000))
        match chance.randrange(8):
            case 0:
                cut = chance.randrange(4)
                parts = [text[:cut], b"", text[cut:]]
                frames += [_frame(TEXT, parts[0], last=False), _frame(PING, b"?"), _frame(MORE, parts[1], last=False)]
                frames += [_frame(MORE, parts[2])]
            case 1:
                frames.append(_frame(BYTES, text))
            case _:
                frames.append(_frame(TEXT, text))
    return [*frames, _frame(TEXT, END)]


def _in_pieces(data: bytes, chance: random.Random, most: int) -> list[bytes]:
    pieces, at = [], 0
    while at < len(data):
        size = chance.randint(1, most)
        pieces.append(data[at : at + size])
        at += size
    return pieces


def _without_pongs(said: bytes) -> bytes:
    return said.replace(b"\x8a\x01?", b"")


@pytest.mark.parametrize("most", [40, 900, 200_000])
async def test_it_hears_and_answers_as_the_parser_does(most: int) -> None:
    chance = random.Random(most)
    sent = _in_pieces(b"".join(_talk(chance, 8 if most < 100 else 60)), chance, most)
    ours, theirs = [await _answer(kind, sent) for kind in (Sockets, WebSocketsSansIOProtocol)]
    assert _without_pongs(ours) == _without_pongs(theirs)
    assert ours.count(b"\x8a\x01?") == theirs.count(b"\x8a\x01?")


WRONG = {
    "not masked": _frame(TEXT, b"hello", masked=False),
    "no text": _frame(TEXT, b"\xff\xfe"),
    "no such kind": _frame(3, b"hello"),
    "a bit that means nothing": b"\xc1\x80\0\0\0\0",
    "the end of nothing": _frame(MORE, b"hello"),
    "one in another": _frame(TEXT, b"a", last=False) + _frame(TEXT, b"b"),
    "a long ping": _frame(PING, b"a" * 126),
    "too large": b"\x81\xff" + struct.pack(">Q", MOST + 1) + b"\0\0\0\0",
    "larger than there is": b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0",
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_mistakes_end_as_the_parser_has_them_end(wrong: str) -> None:
    sent = [WRONG[wrong] + _frame(TEXT, b"too late")]
    ours, theirs = [await _answer(kind, sent) for kind in (Sockets, WebSocketsSansIOProtocol)]
    assert ours == theirs
    assert ours[:1] == b"\x88"
    assert b"too late" not in ours
