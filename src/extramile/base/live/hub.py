"""Who listens to what on this process, and the bounded outbox of each listener.

Everything here runs on the event loop and touches no database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from extramile.base import metrics

OUTBOX = 256
_AT_ONCE = 64
_FEW = 32

Send = Callable[[str], Awaitable[None]]
Say = Callable[[str], bool]


class Listener:
    """One connection. Frames pushed in one step of the loop, or while an earlier message is being sent, leave together.

    `say` sends a message at once where that is possible, and spares a task.
    """

    __slots__ = ("_blocked", "_loop", "_out", "_say", "_task", "_waiting", "cut")

    def __init__(self, send: Send, say: Say | None = None) -> None:
        # Kept, since to ask for the loop takes a system call, and each message would ask.
        self._loop = asyncio.get_running_loop()
        self._out, self._say = send, say
        self._waiting: list[str] | None = None
        self._task: asyncio.Task[None] | None = None
        self._blocked = False
        self.cut = False

    def push(self, frame: str) -> None:
        """Queue a frame. A listener with OUTBOX frames waiting is cut off: it comes back and resumes.

        Frames wait when the connection does not take them; a burst within one step of the loop makes nobody slow.
        """
        if self.cut:
            return
        if self._waiting is not None:
            self._waiting.append(frame)
            if self._blocked and len(self._waiting) > OUTBOX:
                self.cut = True
                self._waiting = []
                metrics.cut()
                self.too_slow()
            return
        self._waiting = [frame]
        if self._say:
            self._loop.call_soon(self._leave, self._say)
        else:
            self._begin()

    def too_slow(self) -> None:
        """Called once when the listener is cut off; the room that made it closes the connection."""

    async def flush(self) -> None:
        """Wait until everything queued has been handed to the connection."""
        while self._waiting is not None and not self.cut:
            await asyncio.sleep(0.005)

    async def room(self) -> None:
        """Wait until a long answer fits into the outbox."""
        while self._waiting is not None and len(self._waiting) > _FEW and not self.cut:
            await asyncio.sleep(0.005)

    def _leave(self, say: Say) -> None:
        waiting = self._waiting or []
        for start in range(0, len(waiting), _AT_ONCE):
            if self.cut or not say("\n".join(waiting[start : start + _AT_ONCE])):
                self._waiting = waiting[start:]
                self._begin()
                return
        self._waiting = None

    def _begin(self) -> None:
        # Kept, since the loop itself holds tasks only weakly.
        self._task = self._loop.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._waiting:
                now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                self._blocked = True
                await self._out("\n".join(now))
                self._blocked = False
        except (OSError, RuntimeError):
            # The connection went away between two frames; its receiving side ends it.
            self.cut = True
        finally:
            self._waiting = None


class Hub:
    """Topics and their listeners."""

    def __init__(self) -> None:
        self._topics: dict[str, list[Listener]] = {}

    def subscribe(self, topic: str, listener: Listener) -> None:
        """Add a listener to a topic; once, however often it is called."""
        listeners = self._topics.setdefault(topic, [])
        if listener not in listeners:
            listeners.append(listener)

    def unsubscribe(self, topic: str, listener: Listener) -> None:
        """Take a listener off a topic; nothing happens when it was not there."""
        listeners = self._topics.get(topic)
        if listeners and listener in listeners:
            listeners.remove(listener)
            if not listeners:
                del self._topics[topic]

    def listeners(self, topic: str) -> Iterable[Listener]:
        """Those who listen to a topic now."""
        return tuple(self._topics.get(topic, ()))

    @property
    def topics(self) -> int:
        """How many topics have a listener."""
        return len(self._topics)

    def heard(self, topic: str) -> bool:
        """Whether anybody listens to a topic."""
        return topic in self._topics
