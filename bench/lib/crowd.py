"""Visitors that write, and one agent's desk that hears them all."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Sequence
from functools import partial

from bench.lib.desk import Desk
from bench.lib.door import Door
from bench.lib.thread import Frame
from bench.lib.visitor import Visitor

WAVE = 100
TEXT = "Hello, the tent from order 40211 came without its pegs. Could you send them?"


async def in_waves(openings: Sequence[Awaitable[object]]) -> None:
    """Await many openings, a hundred at a time, so that no queue of the machine overflows."""
    for at in range(0, len(openings), WAVE):
        await asyncio.gather(*openings[at : at + WAVE])


class Crowd:
    """Counts what was sent, acknowledged and delivered, and how long each took, in milliseconds."""

    def __init__(self, desk: Desk, visitors: Sequence[Visitor]) -> None:
        self.desk = desk
        self.visitors = list(visitors)
        self.acked = 0
        self.arrived = 0
        self.doubled = 0
        self.ack_ms: list[float] = []
        self.arrival_ms: list[float] = []
        self.flowing = False
        self._sent: dict[str, float] = {}
        self._unacked: dict[str, float] = {}
        self._begun: set[int] = set()
        desk.on_entry = self._arrived
        desk.on_row = self._row
        for visitor in self.visitors:
            visitor.on_ack = partial(self._acked, visitor)

    @property
    def doors(self) -> list[Door]:
        """The desk and every visitor."""
        return [self.desk, *self.visitors]

    @property
    def lost(self) -> int:
        """Messages that were not acknowledged, or did not reach the desk."""
        return len(self._sent.keys() | self._unacked.keys())

    @property
    def repeats(self) -> int:
        """Entries that came a second time, to the desk or to a visitor."""
        return self.doubled + sum(door.repeated for door in self.doors)

    async def gather(self) -> None:
        """Connect everybody, and have each visitor write once, so that every conversation is open on the desk."""
        await self.desk.open()
        await in_waves([visitor.open() for visitor in self.visitors])
        for visitor in self.visitors:
            self.write(visitor)
        await self.settle()

    def write(self, visitor: Visitor) -> None:
        """Have a visitor say something now."""
        now = time.perf_counter()
        name = visitor.write(TEXT)
        self._sent[name] = self._unacked[name] = now

    def forget(self) -> None:
        """Begin new lists of times."""
        self.ack_ms, self.arrival_ms = [], []

    async def settle(self, patience: float = 20) -> None:
        """Wait until everything sent is acknowledged and delivered, or nothing has come for `patience` seconds."""
        last, since = -1, time.monotonic()
        while self.lost and time.monotonic() - since < patience:
            if self.lost != last:
                last, since = self.lost, time.monotonic()
            await asyncio.sleep(0.02)

    async def flow(self, rate: float, seconds: float, seed: int = 1) -> list[float]:
        """Write at a mean rate, at random moments (Poisson), without waiting for anything.

        Returns by how many milliseconds each send was late, which is the generator's own doing.
        """
        chance = random.Random(seed)
        late: list[float] = []
        due = began = time.perf_counter()
        while (due := due + chance.expovariate(rate)) < began + seconds:
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            late.append((time.perf_counter() - due) * 1000)
            self.write(chance.choice(self.visitors))
        await self.settle()
        return late

    def leave(self) -> None:
        """Close every connection."""
        for door in self.doors:
            door.close()

    def _acked(self, visitor: Visitor, frame: Frame) -> None:
        self.acked += 1
        self.ack_ms.append((time.perf_counter() - self._unacked.pop(frame["id"])) * 1000)
        if self.flowing:
            self.write(visitor)

    def _arrived(self, frame: Frame) -> None:
        began = self._sent.pop(frame["id"], None)
        if began is None:
            self.doubled += frame["type"] == "message"
            return
        self.arrived += 1
        self.arrival_ms.append((time.perf_counter() - began) * 1000)

    def _row(self, row: Frame) -> None:
        if row["conversation"] not in self._begun:
            self._begun.add(row["conversation"])
            self.desk.watch(row["conversation"])
