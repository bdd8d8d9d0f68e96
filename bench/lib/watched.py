"""One conversation that many desks have open, and how long a message takes until the last of them has it."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence

from bench.lib.crowd import TEXT, in_waves
from bench.lib.desk import Desk
from bench.lib.door import Door
from bench.lib.thread import Frame
from bench.lib.visitor import Visitor


class Watched:
    """Counts frames and messages; `last_ms` holds the milliseconds from a send to its last arrival."""

    def __init__(self, visitor: Visitor, desks: Sequence[Desk]) -> None:
        self.visitor, self.desks = visitor, list(desks)
        self.sent = 0
        self.everywhere = 0
        self.frames = 0
        self.last_ms: list[float] = []
        self.under_way = 0
        self.number = 0
        self._left: dict[str, tuple[float, int]] = {}
        for desk in self.desks:
            desk.on_entry = self._heard

    @property
    def doors(self) -> list[Door]:
        """The visitor and every desk."""
        return [self.visitor, *self.desks]

    @property
    def lost(self) -> int:
        """Arrivals that did not come."""
        return sum(left for _, left in self._left.values())

    async def gather(self) -> None:
        """Connect everybody, begin the conversation, and open it on every desk."""
        seen = asyncio.get_running_loop().create_future()
        self.desks[0].on_row = lambda row: seen.done() or seen.set_result(row["conversation"])
        await in_waves([door.open() for door in self.doors])
        self._left[self.visitor.write(TEXT)] = time.perf_counter(), len(self.desks)
        self.sent += 1
        self.number = await asyncio.wait_for(seen, 20)
        for desk in self.desks:
            desk.watch(self.number)
        await self.settle()
        self.last_ms.clear()

    def write(self, place: int) -> None:
        """Have the visitor (0), or the desk at that place, say something."""
        now = time.perf_counter()
        desk = self.desks[place % len(self.desks)]
        name = desk.say(self.number, TEXT) if place else self.visitor.write(TEXT)
        self._left[name] = now, len(self.desks)
        self.sent += 1
        self.under_way += 1

    async def flow(self, rate: float, seconds: float) -> None:
        """Write at a mean rate, at random moments, half by the visitor and half by the desks."""
        chance = random.Random(1)
        due = began = time.perf_counter()
        while (due := due + chance.expovariate(rate)) < began + seconds:
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self.write(chance.randrange(len(self.desks)) if chance.random() < 0.5 else 0)
        await self.settle()

    async def pour(self, at_once: int, seconds: float) -> None:
        """Keep so many messages on their way all the time."""
        until, place = time.perf_counter() + seconds, 0
        while time.perf_counter() < until:
            while self.under_way < at_once:
                place += 1
                self.write(place if place % 2 else 0)
            await asyncio.sleep(0.001)
        await self.settle()

    async def settle(self, patience: float = 20) -> None:
        """Wait until every desk has everything, or nothing has come for `patience` seconds."""
        last, since = -1, time.monotonic()
        while self._left and time.monotonic() - since < patience:
            if self.frames != last:
                last, since = self.frames, time.monotonic()
            await asyncio.sleep(0.01)

    def _heard(self, frame: Frame) -> None:
        if frame["type"] != "message":
            return
        self.frames += 1
        began, left = self._left[frame["id"]]
        if left > 1:
            self._left[frame["id"]] = began, left - 1
            return
        del self._left[frame["id"]]
        self.everywhere += 1
        self.under_way = max(0, self.under_way - 1)
        self.last_ms.append((time.perf_counter() - began) * 1000)
