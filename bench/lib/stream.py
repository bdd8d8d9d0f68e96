"""The live protocol without a websocket (docs/live.md): event streams or polls, and frames by POST.

To the door above it, it is what bench.lib.websocket is: it sends texts, and tells of texts and of the end.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping

import orjson
from bench.lib.websocket import LOST, RESET

_SIGN_OF_LIFE = 45.0
_PATIENCE = 40.0
_PING = b'{"kind":"ping"}'


class Line:
    """One kept connection: a request, its whole answer, and the next request."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._port = port
        named = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json"} | dict(headers)
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._length: int | None = None

    async def ask(self, path: str, body: bytes) -> int:
        """Post JSON; returns the status, after which `parts` has to be read. Raises OSError or EOFError."""
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port)
        head = f"POST {path} HTTP/1.1\r\n{self._headers}Content-Length: {len(body)}\r\n\r\n"
        self._ends[1].write(head.encode() + body)
        status = int((await self._line()).split()[1])
        self._length = None
        while line := await self._line():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                self._length = int(value)
        return status

    async def parts(self) -> AsyncIterator[bytes]:
        """The body of the answer, piece by piece as it comes. Raises OSError or EOFError."""
        assert self._ends is not None, "nothing was asked"
        if self._length is not None:
            yield await self._ends[0].readexactly(self._length)
            return
        while size := int(await self._line(), 16):
            yield await self._ends[0].readexactly(size)
            await self._line()
        await self._line()

    async def whole(self) -> None:
        """Read the rest of the answer, and forget it."""
        async for _ in self.parts():
            pass

    def stall(self) -> None:
        """Read nothing any more, and stay connected."""
        if self._ends:
            self._ends[1].transport.pause_reading()  # type: ignore[attr-defined]

    def cut(self, *, reset: bool) -> None:
        """Hang up, and with `reset` without a word."""
        if self._ends:
            ours = self._ends[1].get_extra_info("socket")
            if reset and ours is not None and not self._ends[1].transport.is_closing():
                ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self._ends[1].transport.abort()

    async def _line(self) -> bytes:
        assert self._ends is not None, "nothing was asked"
        line = await self._ends[0].readline()
        if not line.endswith(b"\n"):
            raise EOFError
        return line.rstrip()


class Stream:
    """One connection. The first text that is sent is the hello that opens it; `on_lost` is told once when it ends."""

    def __init__(
        self,
        port: int,
        path: str,
        headers: Mapping[str, str],
        on_text: Callable[[bytes], None],
        on_lost: Callable[[int], None],
        *,
        poll: bool,
    ) -> None:
        self._path, self._poll = path, poll
        self._on_text, self._on_lost = on_text, on_lost
        self._hears, self._says = Line(port, headers), Line(port, headers)
        self._name, self._last = b"", 0
        self._waiting: list[bytes] = []
        self._woken = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._lives(self._listen())), loop.create_task(self._lives(self._post()))]

    def send(self, payload: bytes) -> None:
        """Send one frame; a connection that is gone swallows it, as a network would."""
        self._waiting.append(payload)
        self._woken.set()

    def close(self) -> None:
        """Hang up."""
        self._end(reset=False)

    def cut(self) -> None:
        """Be gone without a word: the other side gets a reset."""
        self._end(reset=True)

    def stall(self) -> None:
        """Read nothing any more, and stay connected."""
        self._hears.stall()

    async def _lives(self, life: asyncio._CoroutineLike[None]) -> None:
        """Any end of either half is the end of both."""
        try:
            await life
        except (OSError, RuntimeError, EOFError, ValueError, IndexError):
            # uvloop says by the second that what is written to has just been closed.
            pass
        finally:
            self._end(reset=False)

    def _end(self, *, reset: bool) -> None:
        tasks, self._tasks = self._tasks, []
        if not tasks:
            return
        for task in tasks:
            task.cancel()
        self._hears.cut(reset=reset)
        self._says.cut(reset=reset)
        asyncio.get_running_loop().call_soon(self._on_lost, LOST)

    async def _listen(self) -> None:
        while not self._waiting:
            await self._woken.wait()
        hello = self._waiting.pop(0)
        body = hello[:-1] + b',"poll":true}' if self._poll else hello
        while await self._hears.ask(f"{self._path}/stream", body) == 200:
            # What passes in order is one event after the other, however the pieces are cut.
            rest = b""
            async for part in self._hears.parts():
                *events, rest = (rest + part).split(b"\n\n")
                for event in events:
                    self._event(event)
            if not self._poll:
                return
            body = orjson.dumps({"stream": self._name.decode(), "after": self._last})

    def _event(self, event: bytes) -> None:
        fields = [line.partition(b": ") for line in event.split(b"\n")]
        data = [value for name, _, value in fields if name == b"data"]
        if any(name == b"event" and value == b"stream" for name, _, value in fields):
            self._name = orjson.loads(data[0])["stream"].encode()
            self._woken.set()
        elif data:
            self._last = next(int(value) for name, _, value in fields if name == b"id")
            self._on_text(b"\n".join(data))

    async def _post(self) -> None:
        while True:
            while not (self._name and self._waiting):
                await self._wake()
            now, self._waiting = self._waiting, []
            body = b'{"stream":"%s","frames":[%s]}' % (self._name, b",".join(now))
            async with asyncio.timeout(_PATIENCE):
                if await self._says.ask(f"{self._path}/frames", body) != 202:
                    return
                await self._says.whole()

    async def _wake(self) -> None:
        """Wait until there may be something to say; who has said nothing for long says that it is there."""
        self._woken.clear()
        try:
            async with asyncio.timeout(_SIGN_OF_LIFE):
                await self._woken.wait()
        except TimeoutError:
            self._waiting.append(_PING)


async def listen(
    port: int,
    path: str,
    headers: Mapping[str, str],
    on_text: Callable[[bytes], None],
    on_lost: Callable[[int], None],
) -> Stream:
    """A stream that stays."""
    return Stream(port, path, headers, on_text, on_lost, poll=False)


async def poll(
    port: int,
    path: str,
    headers: Mapping[str, str],
    on_text: Callable[[bytes], None],
    on_lost: Callable[[int], None],
) -> Stream:
    """A stream in polls, for proxies that keep an answer back until it is whole."""
    return Stream(port, path, headers, on_text, on_lost, poll=True)
