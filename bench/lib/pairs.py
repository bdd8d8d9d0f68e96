"""Agents and visitors in the middle of a chat: each writes to the other, and how long it takes is noted."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping, Sequence

from bench.lib.crowd import TEXT, in_waves
from bench.lib.desk import Desk
from bench.lib.door import Door
from bench.lib.thread import Frame
from bench.lib.visitor import Visitor


class Pairs:
    """`times` holds (when it was sent, milliseconds until it arrived) for each message that reached the other side."""

    def __init__(self, desks: Sequence[Desk], visitors: Sequence[Visitor]) -> None:
        self.desks, self.visitors = list(desks), list(visitors)
        self.times: list[tuple[float, float]] = []
        self.sent = 0
        self.late: list[float] = []
        self._numbers: dict[str, int] = {}
        self._under_way: dict[str, float] = {}
        for door in self.doors:
            door.on_entry = self._heard

    @property
    def doors(self) -> list[Door]:
        """Every connection."""
        return [*self.desks, *self.visitors]

    @property
    def missing(self) -> int:
        """Messages that have not reached the other side."""
        return len(self._under_way)

    async def gather(self, numbers: Callable[[], Mapping[str, int]]) -> None:
        """Connect everybody, begin each chat, and open it on its desk; `numbers` tells the desk's names of them."""
        await in_waves([door.open() for door in self.doors])
        names = [visitor.write(TEXT) for visitor in self.visitors]
        self._under_way = dict.fromkeys(names, time.perf_counter())
        self.sent = len(names)
        while any(visitor.said == 0 for visitor in self.visitors):
            await asyncio.sleep(0.02)
        known = numbers()
        for place, visitor in enumerate(self.visitors):
            self._numbers[visitor.conversation] = known[visitor.conversation]
            self._desk_of(place).watch(known[visitor.conversation])
        await self.settle()

    async def flow(self, rate: float, until: asyncio.Event, seed: int = 1) -> None:
        """Have somebody write to the other side at a mean rate, at random moments (Poisson), until told to stop."""
        chance = random.Random(seed)
        due = time.perf_counter()
        while not until.is_set():
            due += chance.expovariate(rate)
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self.late.append((time.perf_counter() - due) * 1000)
            self._write(chance.randrange(len(self.visitors)), by_agent=chance.random() < 0.5)

    async def settle(self, patience: float = 20) -> None:
        """Wait until everything has arrived, or nothing has for `patience` seconds."""
        last, since = -1, time.monotonic()
        while self.missing and time.monotonic() - since < patience:
            if self.missing != last:
                last, since = self.missing, time.monotonic()
            await asyncio.sleep(0.02)

    def between(self, begin: float, end: float) -> list[float]:
        """The milliseconds of what was sent between two moments."""
        return [took for at, took in self.times if begin <= at <= end]

    def _desk_of(self, place: int) -> Desk:
        return self.desks[place % len(self.desks)]

    def _write(self, place: int, *, by_agent: bool) -> None:
        visitor, now = self.visitors[place], time.perf_counter()
        if by_agent:
            name = self._desk_of(place).say(self._numbers[visitor.conversation], TEXT)
        else:
            name = visitor.write(TEXT)
        self._under_way[name] = now
        self.sent += 1

    def _heard(self, frame: Frame) -> None:
        # A visitor's own line comes back to them, and an agent's to the desk: only the other side's ear counts.
        at_desk = "seq" in frame
        if at_desk != (frame["by"] == "visitor"):
            return
        if (began := self._under_way.pop(frame["id"], None)) is not None:
            self.times.append((began, (time.perf_counter() - began) * 1000))
