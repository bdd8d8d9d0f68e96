"""What a connection may cost before anybody is let in.

Uvicorn and its parser wait for ever for a request that never ends, and keep headers of any size.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
from functools import partial

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from extramile.base.live.pace import crowd

HEAD_WITHIN = 10.0
MOST_OF_A_HEAD = 64 * 1024
# The second is the most that macOS allows.
_OPEN_FILES = (65_536, 10_240)
# Visitors' sockets come in, and go, a few at a time: nobody at a desk waits behind a crowd of them.
_VISITOR = b"GET /live/visitor"
_MOST_TO_KEEP = 16 * 1024


def make_room() -> None:
    """Let this process hold as many connections as the system allows: it begins with 256 or 1,024 open files, and gives
    more to whoever asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in _OPEN_FILES:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or soft >= most:
            return
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            return


class TooMuch(Exception):
    """The head of a request grows beyond MOST_OF_A_HEAD; the parser answers it with 400."""


class Requests(HttpToolsProtocol):
    """HTTP whose requests begin within HEAD_WITHIN seconds, with a head of at most MOST_OF_A_HEAD bytes."""

    _late: asyncio.TimerHandle | None = None
    _head = 0
    _unparsed = 0
    _begun = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._begun or not data.startswith(_VISITOR) or len(data) > _MOST_TO_KEEP:
            self._begun = True
            self._read(data)
            return
        self._begun = True
        self._stop_waiting()
        self.transport.pause_reading()
        crowd.soon(partial(self._read_in_turn, data))

    def _read_in_turn(self, data: bytes) -> None:
        if not self.transport.is_closing():
            self._read(data)
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def _read(self, data: bytes) -> None:
        # A line without an end stays in the parser, which tells of it when it is whole.
        self._unparsed += len(data)
        super().data_received(data)
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        if self._unparsed > MOST_OF_A_HEAD + len(data):
            self.send_400_response("Invalid HTTP request received.")
        elif self.cycle is None or self.cycle.response_complete:
            self._wait()

    def on_message_begin(self) -> None:
        self._head = self._unparsed = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._grow(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        # Those after a body in chunks are headers too.
        self._grow(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self._unparsed = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unparsed = 0
        super().on_body(body)

    def _grow(self, size: int) -> None:
        self._unparsed = 0
        self._head += size
        if self._head > MOST_OF_A_HEAD:
            raise TooMuch

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(HEAD_WITHIN, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
