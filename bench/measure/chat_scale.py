"""`bench/chat --scale`: two processes on PostgreSQL and Redis against one on SQLite, in the same run.

The visitors are with one process and the desk with the other, so each message crosses. In a third turn all are with one
of the two processes, which shows what the crossing costs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import uvloop
from bench.lib import installs, server
from bench.lib.crowd import Crowd
from bench.lib.desk import Desk
from bench.lib.figures import Line, none, note, percentile, show
from bench.lib.install import Install, found
from bench.lib.installs import Hurt
from bench.lib.process import family, file_system
from bench.lib.saturated import Saturated, saturate
from bench.lib.visitor import Visitor


@dataclass
class Side:
    """One way to be connected: the ports of visitors and desk, whose CPU counts, and what was measured so far."""

    name: str
    install: Install
    visitors_at: int
    desk_at: int
    pids: Sequence[int]
    beside: int = 0
    turns: list[Saturated] = field(default_factory=list)
    arrival_ms: list[float] = field(default_factory=list)
    sent: int = 0
    lost: int = 0
    doubled: int = 0
    gaps: int = 0

    async def turn(self, asked: argparse.Namespace) -> None:
        """Connect, saturate, write at a steady rate, count, and leave: or its desk would hear of the other turns."""
        visitors = [Visitor(self.visitors_at, self.install.key) for _ in range(asked.visitors)]
        crowd = Crowd(Desk(self.desk_at, self.install.cookie), visitors)
        try:
            await crowd.gather()
            beside = family(self.beside) if self.beside else []
            self.turns.append(await saturate(crowd, [*self.pids, *beside], asked.seconds))
            crowd.forget()
            await crowd.flow(asked.rate, asked.steady / asked.pairs, seed=len(self.turns))
            self.arrival_ms += crowd.arrival_ms
            self.sent += crowd.acked + crowd.lost
            self.lost += crowd.lost
            self.doubled += crowd.repeats
            self.gaps += sum(door.gaps for door in crowd.doors)
        finally:
            crowd.leave()
        note(f"{self.name}: {self.turns[-1].rate:,.0f} messages/s")

    @property
    def rate(self) -> float:
        """Messages a second."""
        return median(one.rate for one in self.turns)

    def cpu_ms(self, *places: int) -> float:
        """CPU for one message, over the processes at these places of `pids`; over all of them without."""
        chosen = places or range(len(self.pids))
        return median(sum(one.each_ms[place] for place in chosen) for one in self.turns)

    @property
    def beside_ms(self) -> float:
        """CPU for one message of the database's own processes."""
        return median(sum(one.each_ms[len(self.pids) :]) for one in self.turns)


async def measure(one: Side, crossing: Side, together: Side, asked: argparse.Namespace) -> dict[str, object]:
    """Take turns; returns the figures."""
    for _ in range(asked.pairs):
        for side in (one, crossing, together):
            await side.turn(asked)
    sides = (one, crossing, together)
    return {
        "messages_per_second": round(crossing.rate),
        "sqlite_messages_per_second": round(one.rate),
        "together_messages_per_second": round(together.rate),
        "ratio": round(crossing.rate / one.rate, 3),
        "cpu_ms_per_message": round(crossing.cpu_ms(0, 1), 4),
        "visitors_process_cpu_ms": round(crossing.cpu_ms(0), 4),
        "desks_process_cpu_ms": round(crossing.cpu_ms(1), 4),
        "redis_cpu_ms": round(crossing.cpu_ms(2), 4),
        "postgres_cpu_ms": round(crossing.beside_ms, 4),
        "sqlite_cpu_ms_per_message": round(one.cpu_ms(), 4),
        "together_cpu_ms_per_message": round(together.cpu_ms(0, 1), 4),
        "crossing_share": round(crossing.cpu_ms(0, 1) / together.cpu_ms(0, 1) - 1, 3),
        "p50_ms": round(percentile(crossing.arrival_ms, 0.5), 2),
        "p99_ms": round(percentile(crossing.arrival_ms, 0.99), 2),
        "sqlite_p50_ms": round(percentile(one.arrival_ms, 0.5), 2),
        "sqlite_p99_ms": round(percentile(one.arrival_ms, 0.99), 2),
        "sent": sum(side.sent for side in sides),
        "lost": sum(side.lost for side in sides),
        "doubled": sum(side.doubled for side in sides),
        "out_of_order": sum(side.gaps for side in sides),
    }


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        Line("two processes, saturated", f"{number['messages_per_second']:,} messages/s"),
        Line("one process on SQLite, saturated", f"{number['sqlite_messages_per_second']:,} messages/s"),
        Line("ratio", f"{number['ratio']:.2f}"),
        Line("CPU a message, both processes", f"{number['cpu_ms_per_message']:.3f} ms"),
        Line("with the visitors, with the desk", _both(number, "visitors_process_cpu_ms", "desks_process_cpu_ms")),
        Line("one process on SQLite", f"{number['sqlite_cpu_ms_per_message']:.3f} ms"),
        Line("everybody with one of the two", f"{number['together_cpu_ms_per_message']:.3f} ms"),
        Line("the crossing adds", f"{number['crossing_share']:.0%}"),
        Line("PostgreSQL, Redis", _both(number, "postgres_cpu_ms", "redis_cpu_ms")),
        Line("send to the agent's socket, p50, p99", _both(number, "p50_ms", "p99_ms")),
        Line("the same on SQLite", _both(number, "sqlite_p50_ms", "sqlite_p99_ms")),
        none("lost", number["lost"]),
        none("doubled", number["doubled"]),
        none("out of order", number["out_of_order"]),
    ]


def _both(number: dict[str, float], one: str, other: str) -> str:
    return f"{number[one]:.3g} ms, {number[other]:.3g} ms"


def _sides(alone: server.Running, several: Hurt) -> tuple[Side, Side, Side]:
    here, there = several.processes
    assert several.database and several.redis
    install = found(here.port)
    pids = (here.pid, there.pid, several.redis.pid)
    beside = several.database.pid
    return (
        Side("one process on SQLite", found(alone.port), alone.port, alone.port, [alone.pid]),
        Side("two processes, crossing", install, here.port, there.port, pids, beside),
        Side("two processes, together", install, here.port, here.port, pids, beside),
    )


def main(asked: argparse.Namespace) -> int:
    """Start everything, measure, print; 1 when anything was lost, doubled or out of order."""
    limits = server.raised()
    with (
        server.folder() as data,
        server.product(data, limits) as alone,
        installs.scale(limits, durable=True) as several,
    ):
        disk = file_system(data)
        note(f"Raised limits: {' '.join(f'{name}={value}' for name, value in limits.items())}. Data on {disk}.")
        values = uvloop.run(measure(*_sides(alone, several), asked))
    values |= {"visitors": asked.visitors, "rate": asked.rate, "disk": disk, "limits": limits}
    show("Chat over two processes: committed and delivered", lines(values), values, as_json=asked.json)
    return 1 if values["lost"] or values["doubled"] or values["out_of_order"] else 0
