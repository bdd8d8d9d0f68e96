"""Websockets whose messages are heard and said within one step of the event loop.

Uvicorn and `websockets` make several objects of each frame and wake a task for each message: more than what a message
means here costs. A text message in one whole frame goes past them, in both directions. Whatever else comes, pieces,
pings, the end and mistakes of the other side, is theirs to answer.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]
from websockets.http11 import Request

from extramile.base.live.pace import crowd
from extramile.web.door import LINE, Hears, Message

_TEXT = 0x81
_MASKED = 0x80


class Sockets(WebSocketsSansIOProtocol):
    """Websockets that read nothing from somebody who does not read: the answers to pings would fill the memory.

    The application finds its connection in its scope, as a `door.Line`.
    """

    _deaf = False
    _hears: Hears | None = None
    _listening = False
    _strange = False
    _rest: bytes | bytearray = b""
    _needed = 2

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.handshake_complete:
            self.scope["extensions"][LINE] = self  # type: ignore[assignment]

    def hear(self, hears: Hears) -> None:
        """From here on, ask `hears` first; what it leaves alone waits in the queue of `receive`, and all that follows
        waits behind it."""
        self._hears = hears

    async def receive(self) -> Any:
        self._listening = True
        message: Message = await super().receive()  # type: ignore[assignment]
        self._listening = False
        return message

    def say(self, text: str) -> bool:
        """Send a text message now; False when the connection takes none at this moment, or none any more."""
        # Whatever ends a connection closes its transport, but for a close of ours, which waits for the answer to it.
        if not self.writable.is_set() or self.close_sent or self.transport.is_closing():
            return False
        payload = text.encode()
        self.transport.write(_head(len(payload)) + payload)
        return True

    def data_received(self, data: bytes) -> None:
        # Uvicorn hands over the head of the request by itself, before anything that came after it.
        if self.handshake_initiated and not self._strange:
            self._read(data)
        else:
            super().data_received(data)
        if not self.writable.is_set() and not self.transport.is_closing():
            self._deaf = True
            self.transport.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        # Whoever writes to it finds out at once; what else follows from its end has a turn.
        self.disconnected = True
        self.writable.set()
        crowd.soon(partial(super().connection_lost, exc))

    def shutdown(self) -> None:
        if not self.disconnected:
            super().shutdown()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._deaf:
            self._deaf = False
            if not self.read_paused:
                self.transport.resume_reading()

    def _read(self, data: bytes) -> None:
        if self._rest:
            # Whoever sends a long frame byte by byte must not have it copied for each.
            assert isinstance(self._rest, bytearray)
            self._rest += data
            if len(self._rest) < self._needed:
                return
            data = bytes(self._rest)
        at = self._frames(data)
        self._rest = bytearray(data[at:]) if at < len(data) else b""

    def _frames(self, data: bytes) -> int:
        """Take every whole frame; returns where the first incomplete one begins, which needs `_needed` bytes."""
        at, end = 0, len(data)
        while at < end:
            if self.transport.is_closing():
                return end
            begins, stop = _bounds(data, at)
            self._needed = stop - at
            if stop - begins > self.config.ws_max_size or (end - at > 1 and data[at + 1] < _MASKED):
                # The parser ends the connection for it, and need not be given the whole.
                self._strange = True
                super().data_received(data[at:])
                return end
            if stop > end:
                break
            if data[at] != _TEXT or not self._heard(data[begins:stop], data[begins - 4 : begins]):
                super().data_received(data[at:stop])
            at = stop
        return at

    def _heard(self, payload: bytes, mask: bytes) -> bool:
        # In turn: not before what waits, and not while something that came earlier is acted upon.
        if self._hears is None or not self._listening or self.close_sent or not self.queue.empty():
            return False
        if self.conn.current_size is not None:
            return False
        try:
            text = apply_mask(payload, mask).decode()
        except UnicodeDecodeError:
            return False
        return self._hears(text)


def _bounds(data: bytes, at: int) -> tuple[int, int]:
    """Where the payload of the frame at `at` begins and ends, or of as much as is needed to know more."""
    if len(data) - at < 2:
        return at, at + 2
    size, begins = data[at + 1] & 0x7F, at + 6
    if size > 125:
        begins += 2 if size == 126 else 8
        if len(data) < begins - 4:
            return at, begins - 4
        size = int.from_bytes(data[at + 2 : begins - 4], "big")
    return begins, begins + size


def _head(size: int) -> bytes:
    """The head of a frame from the server with a whole text of `size` bytes (RFC 6455, 5.2)."""
    if size < 126:
        return bytes((_TEXT, size))
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big")
    return b"\x81\x7f" + size.to_bytes(8, "big")
