"""What an open, idle visitor costs in memory, and whether the first message afterwards is as fast as before.

A visitor counts as open and idle after `hello` and `welcome`, on a websocket that stays open and silent.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys

import uvloop
from bench.lib import server
from bench.lib.crowd import Crowd, in_waves
from bench.lib.desk import Desk
from bench.lib.figures import Line, at_most, note, percentile, show
from bench.lib.install import found
from bench.lib.process import Memory, memory
from bench.lib.server import Running
from bench.lib.visitor import Visitor

PROBES = 60
REST = 3.0


async def first_messages(crowd: Crowd, visitors: list[Visitor]) -> tuple[float, float]:
    """Have each visitor write its first message, one after another; returns p50 and p99 of the acknowledgement in ms.

    The acknowledgement comes after the commit. The way to the desk is not timed here: a new conversation appears there
    as a line of the inbox, which an agent then opens.
    """
    crowd.forget()
    for visitor in visitors:
        crowd.write(visitor)
        await crowd.settle()
        await asyncio.sleep(0.02)
    return percentile(crowd.ack_ms, 0.5), percentile(crowd.ack_ms, 0.99)


async def measure(ours: Running, key: str, cookie: str, asked: argparse.Namespace) -> dict[str, object]:
    """Measure without visitors, open them all, let them rest for some seconds, and measure again."""
    count, rest, probes = asked.visitors, asked.rest, min(asked.probes, asked.visitors)
    warm = [Visitor(ours.port, key) for _ in range(min(10, probes))]
    before = [Visitor(ours.port, key) for _ in range(probes)]
    idle = [Visitor(ours.port, key) for _ in range(count)]
    crowd = Crowd(Desk(ours.port, cookie), [*warm, *before, *idle])
    try:
        await crowd.desk.open()
        await in_waves([visitor.open() for visitor in [*warm, *before]])
        await first_messages(crowd, warm)
        times_before = await first_messages(crowd, before)
        for visitor in [*warm, *before]:
            visitor.close()
        await asyncio.sleep(rest)
        empty = memory(ours.pid)
        await in_waves([visitor.open() for visitor in idle])
        await asyncio.sleep(rest)
        full = memory(ours.pid)
        note(f"{count:,} visitors are open; the server holds {full.rss / 1024:.0f} MiB.")
        step = max(1, count // probes)
        times_after = await first_messages(crowd, idle[::step][:probes])
        return _figures(empty, full, count, times_before, times_after) | {"lost": crowd.lost, "doubled": crowd.repeats}
    finally:
        crowd.leave()


def _figures(
    empty: Memory, full: Memory, count: int, before: tuple[float, float], after: tuple[float, float]
) -> dict[str, object]:
    def each(now: int, then: int) -> float:
        return round((now - then) / count, 2)

    return {
        "visitors": count,
        "kib_per_visitor": each(full.rss, empty.rss),
        "pss_kib_per_visitor": each(full.pss, empty.pss),
        "uss_kib_per_visitor": each(full.uss, empty.uss),
        "empty_rss_mib": round(empty.rss / 1024, 1),
        "full_rss_mib": round(full.rss / 1024, 1),
        "first_message_before_p50_ms": round(before[0], 2),
        "first_message_before_p99_ms": round(before[1], 2),
        "first_message_after_p50_ms": round(after[0], 2),
        "first_message_after_p99_ms": round(after[1], 2),
    }


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        Line("open, idle visitors", f"{number['visitors']:,}"),
        at_most("memory for each, resident", number["kib_per_visitor"], 25, "KiB"),
        Line(
            "its fair share (PSS), its own (USS)",
            f"{number['pss_kib_per_visitor']}, {number['uss_kib_per_visitor']} KiB",
        ),
        Line("the server without and with them", f"{number['empty_rss_mib']} MiB, {number['full_rss_mib']} MiB"),
        Line("first message before, p50, p99", _pair(number, "before")),
        Line("first message after, p50, p99", _pair(number, "after"), "as before"),
    ]


def _pair(number: dict[str, int | float], when: str) -> str:
    return f"{number[f'first_message_{when}_p50_ms']} ms, {number[f'first_message_{when}_p99_ms']} ms"


def main() -> int:
    """Start the server, measure, print; 1 when a visitor costs more than the limit."""
    reads = argparse.ArgumentParser(prog="bench/idle", description=__doc__)
    reads.add_argument("--visitors", type=int, default=5000, help="how many (5000)")
    reads.add_argument("--rest", type=float, default=REST, help=f"seconds before memory is read ({REST})")
    reads.add_argument("--probes", type=int, default=PROBES, help=f"first messages that are timed ({PROBES})")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    gc.disable()
    limits = server.raised()
    with server.folder() as data, server.product(data, limits) as ours:
        install = found(ours.port)
        note(f"Raised limits: {' '.join(f'{name}={value}' for name, value in limits.items())}.")
        values = uvloop.run(measure(ours, install.key, install.cookie, asked))
    values |= {"limits": limits}
    show("Idle: an open chat that nobody writes in", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
