"""One busy conversation that many desks have open: how fast each message is on all of them, and what that costs.

One desk more stops reading at the start, as a laptop does whose lid was closed: it is cut off, and holds nobody up.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
import time

import uvloop
from bench.lib import server
from bench.lib.desk import Desk
from bench.lib.figures import Line, none, note, percentile, show
from bench.lib.install import colleagues, found
from bench.lib.process import cpu_seconds, memory
from bench.lib.server import Running
from bench.lib.visitor import Visitor
from bench.lib.watched import Watched


async def measure(ours: Running, watched: Watched, stalled: Desk, asked: argparse.Namespace) -> dict[str, object]:
    """Write at a steady rate, then as fast as it goes; returns the figures."""
    try:
        await watched.gather()
        await stalled.open()
        stalled.watch(watched.number)
        await asyncio.sleep(0.2)
        stalled.stall()
        before = memory(ours.pid).rss
        await watched.flow(asked.rate, asked.seconds)
        steady = watched.last_ms[:]
        cpu, own, frames, began = cpu_seconds(ours.pid), _own_cpu(), watched.frames, time.perf_counter()
        had = watched.everywhere
        await watched.pour(asked.at_once, asked.seconds)
        took, frames = time.perf_counter() - began, watched.frames - frames
        cpu, own = cpu_seconds(ours.pid) - cpu, _own_cpu() - own
        return {
            "p50_ms": round(percentile(steady, 0.5), 2),
            "p99_ms": round(percentile(steady, 0.99), 2),
            "messages_per_second": round((watched.everywhere - had) / took, 1),
            "frames_per_second": round(frames / took),
            "cpu_us_per_frame": round(cpu / max(frames, 1) * 1e6, 2),
            "cpu_ms_per_message": round(cpu / max(watched.everywhere - had, 1) * 1000, 3),
            "generator_cores": round(own / took, 2),
            "grown_mib": round((memory(ours.pid).rss - before) / 1024, 1),
        } | _kept(watched)
    finally:
        for door in [*watched.doors, stalled]:
            door.close()


def _kept(watched: Watched) -> dict[str, object]:
    return {
        "sent": watched.sent,
        "delivered": watched.frames,
        "lost": watched.lost,
        "doubled": sum(door.repeated for door in watched.doors),
        "out_of_order": sum(door.gaps for door in watched.doors),
        "came_back": sum(len(door.comebacks) for door in watched.doors),
    }


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        Line("desks that watch, agents", f"{number['watchers']:,}, {number['agents']}"),
        Line(f"send to the last desk at {number['rate']:g}/s, p50, p99", f"{number['p50_ms']}, {number['p99_ms']} ms"),
        Line("as fast as it goes", f"{number['messages_per_second']:,} messages/s"),
        Line("frames to desks", f"{number['frames_per_second']:,} a second"),
        Line("server CPU a frame, a message", f"{number['cpu_us_per_frame']} µs, {number['cpu_ms_per_message']} ms"),
        Line("the load took", f"{number['generator_cores']} cores"),
        Line("memory grown meanwhile", f"{number['grown_mib']} MiB"),
        *(none(name.replace("_", " "), number[name]) for name in ("lost", "doubled", "out_of_order")),
        Line("connections that came back", f"{number['came_back']}"),
    ]


def main() -> int:
    """Start the server, measure, print; 1 when anything was lost, doubled or out of order."""
    reads = argparse.ArgumentParser(prog="bench/fanout", description=__doc__)
    reads.add_argument("--watchers", type=int, default=200, help="desks that have the conversation open (200)")
    reads.add_argument("--agents", type=int, default=8, help="agents whose desks these are (8)")
    reads.add_argument("--rate", type=float, default=10, help="messages a second for the times (10)")
    reads.add_argument("--at-once", type=int, default=8, help="messages under way when it goes as fast as it can (8)")
    reads.add_argument("--seconds", type=float, default=10, help="length of each of the two parts (10)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    limits = server.raised()
    with server.folder() as data, server.product(data, limits) as ours:
        install = found(ours.port)
        cookies = [install.cookie, *colleagues(ours.port, install, asked.agents - 1)]
        note(f"Raised limits: {' '.join(limits)}.")
        desks = [Desk(ours.port, cookies[place % len(cookies)]) for place in range(asked.watchers)]
        watched = Watched(Visitor(ours.port, install.key), desks)
        values = uvloop.run(measure(ours, watched, Desk(ours.port, cookies[-1]), asked))
    values |= {"watchers": asked.watchers, "agents": asked.agents, "rate": asked.rate, "load": os.getloadavg()[0]}
    show("Fan-out: one conversation on many desks", lines(values), values | {"limits": limits}, as_json=asked.json)
    return 1 if values["lost"] or values["doubled"] or values["out_of_order"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
