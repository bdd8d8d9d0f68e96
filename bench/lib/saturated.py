"""A crowd at full load: how many messages a second come through, and what they cost."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.lib.crowd import Crowd
from bench.lib.process import cpu_seconds


@dataclass(frozen=True)
class Saturated:
    """A turn at full load: messages a second, each process's CPU for one in ms, the cores that the load itself took."""

    rate: float
    each_ms: tuple[float, ...]
    generator: float

    @property
    def cpu_ms(self) -> float:
        """CPU for one message in ms, over all processes."""
        return sum(self.each_ms)


async def saturate(crowd: Crowd, pids: Sequence[int], seconds: float) -> Saturated:
    """Every visitor writes its next message as soon as the last is acknowledged."""
    crowd.flowing = True
    for visitor in crowd.visitors:
        crowd.write(visitor)
    await asyncio.sleep(min(1.0, seconds / 2))
    began, had = time.perf_counter(), crowd.arrived
    cpu, own = [cpu_seconds(pid) for pid in pids], _own_cpu()
    await asyncio.sleep(seconds)
    messages, took = crowd.arrived - had, time.perf_counter() - began
    used = [cpu_seconds(pid) - before for pid, before in zip(pids, cpu, strict=True)]
    own = _own_cpu() - own
    crowd.flowing = False
    await crowd.settle()
    return Saturated(messages / took, tuple(one / max(messages, 1) * 1000 for one in used), own / took)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
