"""The broker of several processes: Redis or Valkey publish and subscribe.

What is carried is ids; each process reads the rows itself. What is lost while Redis is away is no loss: it is in the
database, and clients come for it when they are told how far their conversations are.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, Full, Queue

import redis
import structlog

from extramile.base.ids import uuid7
from extramile.base.live.broker import Hear

CHANNEL = "extramile:events"
_WAITING = 10_000
_AT_ONCE = 200
_PAUSE = 0.5
_log = structlog.get_logger()

Pack = Callable[[Sequence[object]], bytes]
Unpack = Callable[[Sequence[bytes]], Sequence[object]]


class RedisBroker:
    """Tells this process's listener at once, and those of other processes over Redis."""

    shared = True

    def __init__(self, url: str, *, pack: Pack, unpack: Unpack, reconnected: Callable[[], object]) -> None:
        self.process = uuid7().hex
        self._pack, self._unpack, self._reconnected = pack, unpack, reconnected
        self._mark = self.process.encode() + b"\n"
        self._outgoing: Queue[bytes] = Queue(_WAITING)
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2, health_check_interval=10)
        self._listener: tuple[asyncio.AbstractEventLoop, Hear] | None = None
        self.connected = False
        threading.Thread(target=self._send, name="broker-out", daemon=True).start()

    def publish(self, happened: Sequence[object]) -> None:
        """Hand over committed events; never waits for the network."""
        self._tell(happened)
        with contextlib.suppress(Full):
            # Too much waits while Redis is away: clients of other processes will resume.
            self._outgoing.put_nowait(self._mark + self._pack(happened))

    def listen(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        """Call `hear` on `loop` with what happens here and elsewhere."""
        self._listener = (loop, hear)
        threading.Thread(target=self._hear, name="broker-in", daemon=True).start()

    def _tell(self, happened: Sequence[object]) -> None:
        if self._listener and happened:
            loop, hear = self._listener
            if not loop.is_closed():
                loop.call_soon_threadsafe(hear, happened)

    def _send(self) -> None:
        while True:
            batch = [self._outgoing.get()]
            with contextlib.suppress(Empty):
                while len(batch) < _AT_ONCE:
                    batch.append(self._outgoing.get_nowait())
            try:
                pipe = self._redis.pipeline(transaction=False)
                for message in batch:
                    pipe.publish(CHANNEL, message)
                pipe.execute()
            except redis.RedisError:
                time.sleep(_PAUSE)

    def _hear(self) -> None:
        while True:
            try:
                self._hear_once()
            except redis.RedisError as error:
                if self.connected:
                    _log.warning("broker_lost", reason=type(error).__name__)
                self.connected = False
                time.sleep(_PAUSE)

    def _hear_once(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=False) as channel:
            channel.subscribe(CHANNEL)
            while True:
                message = channel.get_message(timeout=1.0)
                gathered = []
                while message is not None:
                    if message["type"] == "subscribe":
                        self.connected = True
                        self._tell([self._reconnected()])
                    elif message["type"] == "message" and not message["data"].startswith(self._mark):
                        gathered.append(message["data"].partition(b"\n")[2])
                    message = channel.get_message(timeout=0) if len(gathered) < _AT_ONCE else None
                if gathered:
                    self._read(gathered)

    def _read(self, gathered: Sequence[bytes]) -> None:
        try:
            self._tell(self._unpack(gathered))
        except Exception:
            # The database may be away, or a newer version speaks: clients resume what is missed here.
            _log.exception("broker_unread")
