"""Carries events from whoever committed them to whoever serves live connections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

Hear = Callable[[Sequence[object]], None]


class Broker(Protocol):
    """What publishing and serving rooms know of a broker."""

    def publish(self, happened: Sequence[object]) -> None:
        """Hand over committed events; safe from any thread."""

    def listen(self, loop: asyncio.AbstractEventLoop, hear: Hear) -> None:
        """Call `hear` on `loop` with each batch of events, in the order they were published."""


class MemoryBroker:
    """The broker of one process. Without a listener (a command line, a test) events are dropped, as nobody is live."""

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


_current: Broker = MemoryBroker()


def current() -> Broker:
    """The broker of this process."""
    return _current
