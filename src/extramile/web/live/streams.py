"""Streams by their names, on this process and on others: whoever knows a name speaks for its stream."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from extramile.base.live import broker
from extramile.web.door import Receive, Send
from extramile.web.live.hop import Hop
from extramile.web.live.house import House
from extramile.web.live.stream import Gone, Stream

POLL = 20.0
_HAND_OVER = 10.0
_WAY = 3.0
Serve = Callable[[Receive, Send], Awaitable[None]]


class Streams:
    """Opens streams, and finds them again for those who post to them or poll them.

    A name is `PROCESS.SECRET`: it says where the stream is, and cannot be guessed.
    """

    def __init__(self, house: House) -> None:
        self._hop = Hop(house, self._asked)
        self._open: dict[str, Stream] = {}
        self._served: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._open)

    def start(self) -> None:
        """Begin to hear the other processes."""
        self._hop.start()

    def open(self, owner: str, hello: str, serve: Serve) -> tuple[str, Stream]:
        """A new stream, which `serve` serves from its hello to its end, and its name."""
        name, stream = f"{broker.current().name}.{secrets.token_urlsafe(24)}", Stream(owner, hello)
        self._open[name] = stream
        task = asyncio.get_running_loop().create_task(self._serve(name, stream, serve))
        self._served.add(task)
        task.add_done_callback(self._served.discard)
        return name, stream

    async def post(self, name: str, owner: str, text: str) -> None:
        """Hand over what a client says. Raises Gone, or TimeoutError when it cannot be handed over now."""
        process = name.partition(".")[0]
        if process == broker.current().name:
            await self._owned(name, owner).post(text, within=_HAND_OVER)
            return
        question = {"name": name, "owner": owner, "text": text}
        _taken(await self._hop.ask(process, question, within=_HAND_OVER + _WAY))

    async def poll(self, name: str, owner: str, after: int, *, brief: bool = False) -> tuple[int, str] | None:
        """The event after the one that the client has, its number and its text, or None when there is none yet: at
        once when the poll is `brief`, else after POLL seconds.

        Raises Gone, or TimeoutError when it cannot be had now.
        """
        process = name.partition(".")[0]
        if process == broker.current().name:
            return await self._polled(self._owned(name, owner), after, brief)
        question = {"name": name, "owner": owner, "after": after, "brief": brief}
        return _taken(await self._hop.ask(process, question, within=POLL + _WAY))

    async def _polled(self, stream: Stream, after: int, brief: bool) -> tuple[int, str] | None:
        turn = stream.come()
        stream.taken(after)
        try:
            return await stream.event(turn, within=0 if brief else POLL)
        except TimeoutError:
            return None
        finally:
            stream.go(turn, aside=brief)

    async def _asked(self, question: dict[str, Any]) -> dict[str, Any]:
        """What another process asks, for a client whose request reached it."""
        name, owner = question["name"], question["owner"]
        try:
            if "text" not in question:
                return {"event": await self.poll(name, owner, question["after"], brief=question.get("brief") is True)}
            await self.post(name, owner, question["text"])
        except Gone:
            return {"gone": True}
        except TimeoutError:
            return {"full": True}
        return {"event": None}

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


def _taken(answer: dict[str, Any]) -> tuple[int, str] | None:
    if "gone" in answer:
        raise Gone
    if "full" in answer:
        raise TimeoutError
    return answer["event"] and tuple(answer["event"])
