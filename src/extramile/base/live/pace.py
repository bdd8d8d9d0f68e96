"""What thousands ask for at one moment, done a little at a time between the other steps of the event loop.

After a cut of the network, or a restart, all visitors lose their connections and come back at once. Each of them costs
a fraction of a millisecond; all of them in one step kept agents, who are in the middle of a sentence, waiting for
seconds.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

# The loop has at least as long for everybody else, and for what follows from a step, before the next.
_STEP = 0.004
_AT_LEAST = 4


class Pace:
    """First come, first served: steps of 4 ms, and of no less than four, so that a slow machine gets on too."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._going = False

    def soon(self, do: Callable[[], None]) -> None:
        """Do it in its turn; at once, that is in the loop's next round, when nobody else waits."""
        self._waiting.append(do)
        if not self._going:
            self._going = True
            asyncio.get_running_loop().call_soon(self._go)

    def _go(self) -> None:
        loop, until, done = asyncio.get_running_loop(), time.perf_counter() + _STEP, 0
        try:
            while self._waiting and (done < _AT_LEAST or time.perf_counter() < until):
                done += 1
                self._waiting.popleft()()
        finally:
            # One that fails is told by the loop, and holds up nobody.
            self._going = bool(self._waiting)
            if self._going:
                loop.call_later(_STEP, self._go)


crowd = Pace()
