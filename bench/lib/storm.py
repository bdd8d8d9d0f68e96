"""Thousands of visitors who lose their connections at one moment, in a process of their own.

Their coming back keeps a core busy for seconds; in the process that takes the times of others it would be measured too.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import uvloop
from bench.lib.crowd import TEXT, in_waves
from bench.lib.door import Frame
from bench.lib.visitor import Visitor

PATIENCE = 90.0


class Comer(Visitor):
    """A visitor who knows since when they are back: everything missed was given."""

    def __init__(self, port: int, key: str) -> None:
        super().__init__(port, key)
        self.back = 0.0
        self.answers = 0
        self.on_entry = self._count

    def lose(self, *, cut: bool, jitter: bool) -> None:
        """Begin to count anew, and lose the connection now if it is not the server who ends it."""
        self.back, self.jitter, self.answers = 0.0, jitter, 0
        if cut:
            self.cut()

    def _resumed(self, frame: Frame) -> None:
        super()._resumed(frame)
        self.back = time.perf_counter()

    def _count(self, frame: Frame) -> None:
        self.answers += frame["by"] == "agent"


@dataclass
class Back:
    """How a storm ended: when each came back (a moment of the machine's clock), and what was not made good."""

    moments: list[float]
    unacknowledged: int
    answers: int
    doubled: int
    gaps: int
    errors: dict[str, int] = field(default_factory=dict)


def live(pipe: Connection, port: int, key: str, count: int, writing: int) -> None:
    """Do what the pipe asks for: `open`, `lose` the connections (or expect the server to), be `back`, `leave`."""
    uvloop.run(_live(pipe, [Comer(port, key) for _ in range(count)], writing))


async def _live(pipe: Connection, comers: list[Comer], writing: int) -> None:
    while True:
        match await asyncio.to_thread(pipe.recv):
            case ("open",):
                await in_waves([one.open() for one in comers])
                for one in comers:
                    one.write(TEXT)
                await _all(comers, lambda one: one.said > 0)
                pipe.send([one.conversation for one in comers])
            case ("lose", cut, jitter):
                for one in comers:
                    one.lose(cut=cut, jitter=jitter)
                pipe.send("gone")
            case ("back", answers):
                pipe.send(await _back(comers, writing, answers))
            case _:
                for one in comers:
                    one.close()
                await asyncio.sleep(0.2)
                return


async def _back(comers: list[Comer], writing: int, answers: int) -> Back:
    await _all(comers, lambda one: one.away or one.back > 0)
    for one in comers[-writing:]:
        one.write(TEXT)
    await _all(comers, lambda one: one.back > 0 and not one.unacknowledged)
    until = time.monotonic() + PATIENCE / 3
    while sum(one.answers for one in comers) < answers and time.monotonic() < until:
        await asyncio.sleep(0.05)
    return Back(
        moments=[one.back for one in comers if one.back],
        unacknowledged=sum(one.unacknowledged for one in comers),
        answers=sum(one.answers for one in comers),
        doubled=sum(one.repeated for one in comers),
        gaps=sum(one.gaps for one in comers),
        errors=dict(Counter(error["code"] for one in comers for error in one.errors)),
    )


async def _all(comers: list[Comer], met: Callable[[Comer], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not all(met(one) for one in comers):
        await asyncio.sleep(0.05)
