"""A client of the live protocol, written from its page alone: it keeps every frame it ever got."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from extramile.base.ids import uuid7
from tests.web.live.stream_socket import StreamSocket

PATIENCE = 30.0
Frame = dict[str, Any]
SEEN_KINDS: set[tuple[str, str]] = set()


def new() -> str:
    """A UUID as a client makes it."""
    return str(uuid7())


class Talk:
    """One socket. `got` is all that came, in order; `code` is how it was closed."""

    def __init__(self, socket: ClientConnection | StreamSocket, door: str) -> None:
        self.socket = socket
        self.door = door
        self.got: list[Frame] = []
        self.code: int | None = None
        self._news = asyncio.Condition()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for message in self.socket:
                assert isinstance(message, str)
                frames = [json.loads(line) for line in message.split("\n")]
                SEEN_KINDS.update((self.door, frame["kind"]) for frame in frames)
                async with self._news:
                    self.got += frames
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        async with self._news:
            self.code = self.socket.close_code
            self._news.notify_all()

    async def say(self, *frames: Frame | str) -> None:
        """Send frames in one message."""
        await self.socket.send(
            "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in frames)
        )

    async def until(self, met: Callable[[], Any], *, within: float = PATIENCE) -> Any:
        """Wait until something is so; fails when it never is."""
        async with self._news:
            try:
                async with asyncio.timeout(within):
                    await self._news.wait_for(met)
            except TimeoutError:
                raise AssertionError(f"it never came; {self.door} {self.code} got {self.got[-12:]}") from None
        return met()

    async def hears(self, kind: str, *, within: float = PATIENCE, **fields: Any) -> Frame:
        """The first frame of that kind with these fields, waited for."""
        found = await self.until(lambda: self.all(kind, **fields), within=within)
        return found[0]  # type: ignore[no-any-return]

    def all(self, kind: str, **fields: Any) -> list[Frame]:
        """Every frame of that kind with these fields that came so far."""
        return [
            one for one in self.got if one["kind"] == kind and all(one.get(name) == fields[name] for name in fields)
        ]

    async def asks(self, frame: Frame | str, kind: str, **fields: Any) -> Frame:
        """Say a frame, and wait for the first answer of that kind that comes after it."""
        before = len(self.got)
        await self.say(frame)

        def matches() -> list[Frame]:
            late = [one for one in self.got[before:] if one["kind"] == kind]
            return [one for one in late if all(one.get(name) == value for name, value in fields.items())]

        return (await self.until(matches))[0]  # type: ignore[no-any-return]

    async def alive(self) -> Frame:
        """Everything said before has been dealt with, and the connection lives."""
        return await self.asks({"kind": "ping"}, "beat")

    async def closed(self, *, within: float = PATIENCE) -> int | None:
        """Wait for the end; the close code."""
        await self.until(lambda: self.code is not None, within=within)
        return self.code

    async def bye(self) -> Frame:
        """Wait for the end; the bye before it."""
        await self.closed()
        assert self.got[-1]["kind"] == "bye", self.got[-3:]
        return self.got[-1]

    async def send(self, conversation: Any, text: str, *, id: str | None = None, **more: Any) -> Frame:
        """Send a message and wait until it is stored."""
        name = id or new()
        await self.say({"kind": "send", "conversation": conversation, "id": name, "text": text, **more})
        return await self.hears("ack", id=name)

    def entries(self, conversation: Any) -> list[Frame]:
        """Each entry of a conversation that came, once, in order of arrival."""
        found = {one["id"]: one for one in self.all("entry", conversation=conversation)}
        return list(found.values())

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()


async def dial(
    url: str,
    path: str,
    door: str,
    *,
    origin: str | None,
    headers: dict[str, str] | None = None,
    way: str = "socket",
    also: Sequence[str] = (),
) -> Talk:
    """Open a socket, or what stands in for one: a `stream` or a `poll`, of which each request may go to a process at
    another address too. Raises websockets' InvalidStatus when the upgrade is refused."""
    if way != "socket":
        named = {"Origin": origin} if origin else {}
        return Talk(StreamSocket([url, *also], path, named | (headers or {}), poll=way == "poll"), door)
    address = url.replace("http", "ws", 1) + path
    socket = await connect(
        address, origin=origin, additional_headers=headers, max_size=None, compression=None, proxy=None,
        ping_interval=None, close_timeout=2, user_agent_header=None,
    )  # fmt: skip
    return Talk(socket, door)
