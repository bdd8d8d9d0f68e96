"""Boxes between a browser and the server, as offices and hotels have them: they refuse upgrades, or keep answers back
until they are whole, or all but their beginning."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any, Self, TypeVar

from bench.lib.proxy import Proxy

T = TypeVar("T")
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Box:
    """Leads to a port of this machine, on a thread of its own, over a line (`wire`) that tests may cut or freeze."""

    def __init__(self, target: int) -> None:
        self.wire = Proxy(target)
        self.upgrades = True
        self.hangs = False
        self.buffers = False
        self.begins = False
        self.refused = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._links: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        return self

    def __exit__(self, *error: object) -> None:
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something on the thread of the box, and wait for it."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(20)

    def cut(self) -> None:
        """Reset all connections."""
        self._loop.call_soon_threadsafe(self.wire.cut)

    def freeze(self) -> None:
        """Let nothing more pass over the connections there are, without a word to either end."""
        self._loop.call_soon_threadsafe(self.wire.freeze)

    async def _open(self) -> None:
        await self.wire.open()
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)
        await self.wire.close()

    async def _accepted(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._links.add(task)
        task.add_done_callback(self._links.discard)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._link(client, answers)
        answers.transport.abort()

    async def _link(self, client: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        head = await client.readuntil(b"\r\n\r\n")
        upgrade = b"\r\nupgrade: websocket\r\n" in head.lower()
        if upgrade and not self.upgrades:
            self.refused += 1
            answers.write(_REFUSED)
            await answers.drain()
            return
        if upgrade and self.hangs:
            await client.read()
            return
        server, asks = await asyncio.open_connection("127.0.0.1", self.wire.port)
        asks.write(head)
        down = _whole(server, answers, self.begins) if self.buffers and not upgrade else _pass(server, answers)
        pumps = [asyncio.ensure_future(down), asyncio.ensure_future(_pass(client, asks))]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            asks.transport.abort()
            await asyncio.gather(*pumps, return_exceptions=True)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()


async def _whole(server: asyncio.StreamReader, answers: asyncio.StreamWriter, begins: bool) -> None:
    """Pass on each answer once all of it is there; where it `begins`, its first part at once."""
    while True:
        head = await server.readuntil(b"\r\n\r\n")
        named = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:] if line)
        body, begun = b"", not begins
        if b"content-length" in named:
            body = await server.readexactly(int(named[b"content-length"]))
        elif named.get(b"transfer-encoding") == b"chunked":
            size = -1
            while size:
                line = await server.readline()
                size = int(line, 16)
                body += line + await server.readexactly(size + 2)
                if not begun:
                    answers.write(head + body)
                    head, body, begun = b"", b"", True
        answers.write(head + body)
        await answers.drain()
