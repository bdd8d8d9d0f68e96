"""The broker of several processes: Redis pub/sub, which carries ids to whoever is there and keeps nothing.

What is published while Redis is away is lost. Nobody depends on it: everything told is in the database, and a process
that was cut off, or deaf, asks there, and says `missed` to the others, who then ask too.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from extramile.base import clock
from extramile.base.live.broker import CONNECTED, EVENTS, Hear, OtherSecret, State, Take
from extramile.base.live.line import Line
from extramile.base.live.shout import Shouter, ids, payload

Message = tuple[str, str, Any]
_SILENCE = 10.0
_PAUSES = (0.2, 0.5, 1.0, 2.0)
_MOST = 50_000
_GOODBYE = 2.0
_LOST = (RedisError, OSError, TimeoutError)
_log = structlog.get_logger()


class RedisBroker:
    """Tells this process's listener at once, and the other processes as soon as the line is free."""

    def __init__(self, line: Line) -> None:
        self.name = secrets.token_hex(8)
        self.state = State.AWAY
        self._line = line
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hear: Hear = _nobody
        self._takers: dict[str, list[Take]] = {}
        self._out: list[Message] = []
        self._waiting = asyncio.Event()
        self._life: asyncio.Task[None] | None = None
        self._shouter = Shouter(line, self.name)
        self._lost: datetime | None = None

    def publish(self, happened: Sequence[object]) -> None:
        loop = self._loop
        if loop is None:
            self._shouter.publish(happened)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(self._happened, happened)

    def listen(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        self._hear, self._loop = hear, loop
        self._life = loop.create_task(self._live())

    def on(self, kind: str, take: Take) -> None:
        self._takers.setdefault(kind, []).append(take)

    def send(self, kind: str, body: Any, *, to: str = "") -> bool:
        if self.state is not State.CONNECTED or len(self._out) >= _MOST:
            return False
        self._out.append((self._line.of(to) if to else self._line.everybody, kind, body))
        self._waiting.set()
        return True

    async def close(self) -> None:
        if self._life is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE):
                while self._out and self.state is State.CONNECTED:
                    await asyncio.sleep(0.01)
        self._life.cancel()
        await asyncio.gather(self._life, return_exceptions=True)

    def _happened(self, happened: Sequence[object]) -> None:
        self._hear(happened)
        self.send(EVENTS, [ids(event) for event in happened])

    async def _live(self) -> None:
        tries = 0
        while True:
            client = self._line.waiting()
            heard = client.pubsub()
            try:
                await heard.subscribe(self._line.everybody, self._line.of(self.name))
                await self._line.agree(client)
                tries = 0
                self._connected()
                await _first_of(self._receive(heard), self._deliver(client))
            except _LOST as error:
                self._away(error)
            except OtherSecret as error:
                _log.error("not_alike", reason=str(error))
                os.kill(os.getpid(), signal.SIGTERM)
                return
            except Exception as error:
                # What cannot be sent must not end the line for everything else.
                _log.exception("redis_trouble")
                self._away(error)
            finally:
                await _hang_up(heard, client)
            await asyncio.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            tries += 1

    def _connected(self) -> None:
        self.state = State.CONNECTED
        self._out.clear()
        _log.info("redis_connected")
        self._take(CONNECTED, self.name, self._lost and clock.stamp(self._lost))
        self._lost = None

    def _away(self, error: Exception) -> None:
        if self.state is State.CONNECTED:
            _log.error("redis_away", reason=" ".join(str(error).split()) or type(error).__name__)
            self._lost = clock.now()
        self.state = State.AWAY
        self._out.clear()

    async def _receive(self, heard: PubSub) -> None:
        asked = False
        while True:
            message = await heard.get_message(timeout=_SILENCE)
            if message is None:
                if asked:
                    raise TimeoutError("nothing is heard any more")
                await heard.ping()
            asked = message is None
            if message and message["type"] == "message":
                self._arrived(message["data"])

    def _arrived(self, data: bytes) -> None:
        sender, kind, body = data.split(b" ", 2)
        if sender != self.name.encode():
            self._take(kind.decode(), sender.decode(), orjson.loads(body))

    def _take(self, kind: str, sender: str, body: Any) -> None:
        for take in self._takers.get(kind, ()):
            try:
                take(sender, body)
            except Exception:
                # Another version may say it in another way; the rest of what it says is still to be heard.
                _log.exception("not_taken", kind=kind)

    async def _deliver(self, client: AsyncRedis) -> None:
        while True:
            await self._waiting.wait()
            self._waiting.clear()
            taken = len(self._out)
            pipeline = client.pipeline(transaction=False)
            for channel, kind, body in _joined(self._out):
                pipeline.publish(channel, payload(self.name, kind, body))
            await pipeline.execute()
            del self._out[:taken]


def _joined(out: Sequence[Message]) -> list[Message]:
    """The same messages, with events that follow each other in one."""
    joined: list[Message] = []
    for channel, kind, body in out:
        if kind == EVENTS and joined and joined[-1][1] == EVENTS:
            joined[-1][2].extend(body)
        else:
            joined.append((channel, kind, list(body) if kind == EVENTS else body))
    return joined


async def _first_of(*doing: Coroutine[Any, Any, None]) -> None:
    """Run all until one ends, stop the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(one) for one in doing]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for one in ended:
            one.result()
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _hang_up(heard: PubSub, client: AsyncRedis) -> None:
    with suppress(*_LOST):
        await heard.aclose()  # type: ignore[no-untyped-call]
    with suppress(*_LOST):
        await client.aclose()


def _nobody(happened: Sequence[object]) -> None:
    """Nobody listens yet."""
