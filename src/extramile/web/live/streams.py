"""The streams that live on this process, by their names: whoever knows one speaks for it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from extramile.web.door import Receive, Send
from extramile.web.live.stream import Gone, Stream

POLL = 20.0
_HAND_OVER = 10.0
Serve = Callable[[Receive, Send], Awaitable[None]]


class Streams:
    """Opens streams, and finds them again for those who post to them or poll them.

    A name is `PROCESS.SECRET`: it says where the stream is, and cannot be guessed.
    """

    def __init__(self) -> None:
        self.process = secrets.token_hex(6)
        self._open: dict[str, Stream] = {}
        self._served: set[asyncio.Task[None]] = set()

    def open(self, owner: str, hello: str, serve: Serve) -> tuple[str, Stream]:
        """A new stream, which `serve` serves from its hello to its end, and its name."""
        name, stream = f"{self.process}.{secrets.token_urlsafe(24)}", Stream(owner, hello)
        self._open[name] = stream
        task = asyncio.get_running_loop().create_task(self._serve(name, stream, serve))
        self._served.add(task)
        task.add_done_callback(self._served.discard)
        return name, stream

    async def post(self, name: str, owner: str, text: str) -> None:
        """Hand over what a client says. Raises Gone, or TimeoutError when the stream takes nothing now."""
        await self._owned(name, owner).post(text, within=_HAND_OVER)

    async def poll(self, name: str, owner: str, after: int) -> tuple[int, str] | None:
        """The event after the one that the client has, its number and its text, or None when there is none yet.

        Raises Gone.
        """
        stream = self._owned(name, owner)
        turn = stream.come()
        stream.taken(after)
        try:
            return await stream.event(turn, within=POLL)
        except TimeoutError:
            return None
        finally:
            stream.go(turn)

    def _owned(self, name: str, owner: str) -> Stream:
        stream = self._open.get(name)
        if stream is None or stream.ended or stream.owner != owner:
            raise Gone
        return stream

    async def _serve(self, name: str, stream: Stream, serve: Serve) -> None:
        try:
            await serve(stream.receive, stream.send)
        finally:
            stream.end()
            del self._open[name]
