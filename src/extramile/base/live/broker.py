"""Carries events from whoever committed them to whoever serves live connections, in this process and in others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Protocol

Hear = Callable[[Sequence[object]], None]
Take = Callable[[str, Any], None]
# What a broker itself tells: it reaches the others, for the first time or again. With it comes since when it did not.
CONNECTED = "connected"
# What crosses between brokers: what happened, and that something was missed.
EVENTS = "events"
MISSED = "missed"


class Unreachable(Exception):
    """Redis does not answer, or does not let this process in; the message says what to do."""


class OtherSecret(Exception):
    """Processes of this install run with another secret key; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Another process of this desk has a different secret key, and would refuse this one's visitors. "
            "Set the same EXTRAMILE_SECRET_KEY for every process."
        )


class State(StrEnum):
    """Whether this process and others hear of each other."""

    ALONE = "alone"
    CONNECTED = "connected"
    AWAY = "away"


class Broker(Protocol):
    """What publishing and serving rooms know of a broker."""

    @property
    def name(self) -> str:
        """This process among those of the install; another one after each start."""

    @property
    def state(self) -> State:
        """How it is now: `alone` is one process without others, `away` is one that cannot reach them."""

    def publish(self, happened: Sequence[object]) -> None:
        """Hand over committed events; safe from any thread."""

    def listen(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        """Call `hear` on `loop` with each batch of this process's events, in the order they were published."""

    def on(self, kind: str, take: Take) -> None:
        """Call `take` on the loop with the sender's name and the body of each message of `kind` from elsewhere."""

    def send(self, kind: str, body: Any, *, to: str = "") -> bool:
        """Send what JSON can hold to every other process, or to the one named; called on the loop.

        False when it cannot be sent now. True promises no arrival: whoever needs it asks again.
        """

    async def close(self) -> None:
        """Send what waits, and leave."""


class MemoryBroker:
    """The broker of one process. Without a listener (a command line, a test) events are dropped, as nobody is live."""

    name = "alone"
    state = State.ALONE

    def __init__(self) -> None:
        self._listener: tuple[asyncio.AbstractEventLoop, Hear] | None = None

    def publish(self, happened: Sequence[object]) -> None:
        if self._listener is None:
            return
        loop, hear = self._listener
        if not loop.is_closed():
            loop.call_soon_threadsafe(hear, happened)

    def listen(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        self._listener = (loop, hear)

    def on(self, kind: str, take: Take) -> None:
        """Nothing ever comes from elsewhere."""

    def send(self, kind: str, body: Any, *, to: str = "") -> bool:
        return False

    async def close(self) -> None:
        """Nothing waits."""


_current: Broker = MemoryBroker()


def current() -> Broker:
    """The broker of this process."""
    return _current


def use(broker: Broker) -> None:
    """Make this the broker of this process, before anything is published."""
    global _current
    _current = broker
