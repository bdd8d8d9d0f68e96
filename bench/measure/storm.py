"""Thousands of visitors lose their connections at one moment and come back at once, while agents talk with others.

Three storms: the network cuts all and the clients spread themselves as docs/live.md asks; the same without their
spreading; and a restart of the server, which cuts the agents too. In each, some visitors have a message waiting to be
sent, and some are answered while they are away.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import uvloop
from bench.lib import server, storm
from bench.lib.crowd import TEXT
from bench.lib.desk import Desk
from bench.lib.figures import Line, at_most, none, note, percentile, show
from bench.lib.install import colleagues, found
from bench.lib.pairs import Pairs
from bench.lib.process import cpu_seconds
from bench.lib.server import Server
from bench.lib.store import Store
from bench.lib.visitor import Visitor

CALM = 5.0
ALL_BACK = 10.0
AGENTS_P99 = 250.0


@dataclass(frozen=True)
class Ground:
    """What the storms need: the server, the process with the visitors, and the pairs that talk meanwhile."""

    server: Server
    store: Store
    pipe: Connection
    pairs: Pairs
    visitors: int
    writing: int

    async def ask(self, *command: object) -> Any:
        """Have the visitors' process do something, and wait for its answer."""
        self.pipe.send(command)
        return await asyncio.to_thread(self.pipe.recv)


async def storms(ground: Ground, asked: argparse.Namespace) -> dict[str, object]:
    """Open everything, measure calm times, then each storm; returns the figures."""
    pairs = ground.pairs
    try:
        conversations = await ground.ask("open")
        await pairs.gather(ground.store.numbers)
        known = ground.store.numbers()
        answered = [known[one] for one in conversations[: ground.writing]]
        over = asyncio.Event()
        flowing = asyncio.create_task(pairs.flow(asked.rate, over))
        await asyncio.sleep(min(CALM, asked.calm))
        begun = time.perf_counter()
        await asyncio.sleep(asked.calm)
        values: dict[str, object] = {"calm_p99_ms": _p99(pairs.between(begun, time.perf_counter()))}
        for name, cut, jitter in (("cut", True, True), ("cut_at_once", True, False), ("restart", False, True)):
            values |= {f"{name}_{key}": value for key, value in (await _storm(ground, answered, cut, jitter)).items()}
            note(f"{name}: {values[f'{name}_seconds']} s, agents' p99 {values[f'{name}_agents_p99_ms']} ms")
            await asyncio.sleep(asked.calm)
        over.set()
        await flowing
        await pairs.settle()
        return values | {"pairs_sent": pairs.sent, "pairs_lost": pairs.missing, "pairs_doubled": _repeats(pairs)}
    finally:
        for door in pairs.doors:
            door.close()
        ground.pipe.send(("leave",))


async def _storm(ground: Ground, answered: list[int], cut: bool, jitter: bool) -> dict[str, object]:
    pairs, pid = ground.pairs, ground.server.pid
    spent, begun = cpu_seconds(pid), time.perf_counter()
    # Who is answered before they are gone would have heard it, and missed nothing.
    await ground.ask("lose", cut, jitter)
    waiting = asyncio.create_task(ground.ask("back", len(answered)))
    up = begun
    if not cut:
        up = await asyncio.to_thread(_restart, ground.server)
        pid, spent = ground.server.pid, 0.0
    for place, number in enumerate(answered):
        pairs.desks[place % len(pairs.desks)].say(number, TEXT)
    back: storm.Back = await waiting
    cpu = cpu_seconds(pid) - spent
    end = max(back.moments, default=begun)
    await pairs.settle()
    # Where the agents were cut too, what was written before they were back took as long as the server was away.
    since = begun if cut else max(up, *(door.welcomed_at for door in pairs.doors))
    times = await _meanwhile(pairs, since, max(end, since + 1))
    seconds = sorted(at - up for at in back.moments)
    return {
        "seconds": round(end - up, 2),
        "p50_seconds": round(percentile(seconds, 0.5), 2),
        "p99_seconds": round(percentile(seconds, 0.99), 2),
        "away_seconds": round(up - begun, 2),
        "not_back": ground.visitors - len(back.moments),
        "agents_p50_ms": round(percentile(times, 0.5), 1),
        "agents_p99_ms": _p99(times),
        "agents_messages": len(times),
        "cpu_ms_per_visitor": round(cpu / ground.visitors * 1000, 3),
        "lost": back.unacknowledged + max(0, len(answered) - back.answers),
        "doubled": back.doubled + max(0, back.answers - len(answered)),
        "out_of_order": back.gaps,
        "errors": back.errors,
    }


async def _meanwhile(pairs: Pairs, since: float, until: float) -> list[float]:
    """How long the pairs' messages took; a storm that ends within an instant is no reason to hear none."""
    await asyncio.sleep(until - time.perf_counter())
    await pairs.settle()
    return pairs.between(since, until)


def _restart(ours: Server) -> float:
    ours.end(signal.SIGTERM)
    ours.start()
    return time.perf_counter()


def _p99(times: list[float]) -> float:
    return round(percentile(times, 0.99), 1)


def _repeats(pairs: Pairs) -> int:
    return sum(door.repeated for door in pairs.doors)


TITLES = {
    "cut": "the network cuts all",
    "cut_at_once": "the same, and all come at one moment",
    "restart": "the server restarts",
}


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    shown = [Line("visitors, calm p99 of the agents", f"{values['visitors']:,}, {values['calm_p99_ms']} ms")]
    for name, title in TITLES.items():
        shown += [
            at_most(f"{title}: all back after", values[f"{name}_seconds"], ALL_BACK, "s"),
            Line("  half of them, 99 of 100", f"{values[f'{name}_p50_seconds']} s, {values[f'{name}_p99_seconds']} s"),
            none("  not back", values[f"{name}_not_back"]),
            at_most("  agents' p99 meanwhile", values[f"{name}_agents_p99_ms"], AGENTS_P99, "ms"),
            Line("  server CPU a visitor", f"{values[f'{name}_cpu_ms_per_visitor']} ms"),
            none("  lost, doubled, out of order", _harm(values, name)),
        ]
    shown.append(Line("the server was away for the restart", f"{values['restart_away_seconds']} s"))
    shown.append(none("the agents' own: lost, doubled", values["pairs_lost"] + values["pairs_doubled"]))
    return shown


def _harm(values: dict[str, Any], name: str) -> int:
    return sum(values[f"{name}_{what}"] for what in ("lost", "doubled", "out_of_order"))


def main() -> int:
    """Start the server and the visitors, measure, print; 1 when somebody did not come back, or a message was harmed."""
    reads = argparse.ArgumentParser(prog="bench/storm", description=__doc__)
    reads.add_argument("--visitors", type=int, default=5000, help="how many lose their connection (5000)")
    reads.add_argument("--pairs", type=int, default=40, help="visitors in a chat with an agent meanwhile (40)")
    reads.add_argument("--agents", type=int, default=4, help="desks that these are spread over (4)")
    reads.add_argument("--rate", type=float, default=40, help="messages a second between them (40)")
    reads.add_argument("--calm", type=float, default=5, help="seconds between the storms (5)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    limits = server.raised()
    with server.folder() as data:
        ours = server.extramile(data, limits)
        with server.running(ours):
            values = _measure(ours, Store(data), asked)
    values |= {"visitors": asked.visitors, "limits": limits, "load": os.getloadavg()[0]}
    values["open_files"] = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    show(f"Storm: {asked.visitors:,} visitors come back at once", lines(values), values, as_json=asked.json)
    harmed = sum(_harm(values, name) + values[f"{name}_not_back"] for name in TITLES)
    return 1 if harmed or values["pairs_lost"] or values["pairs_doubled"] else 0


def _measure(ours: Server, store: Store, asked: argparse.Namespace) -> dict[str, Any]:
    install = found(ours.port)
    desks = [Desk(ours.port, cookie) for cookie in [install.cookie, *colleagues(ours.port, install, asked.agents - 1)]]
    pairs = Pairs(desks, [Visitor(ours.port, install.key) for _ in range(asked.pairs)])
    note(f"Raised limits: {' '.join(server.raised())}; open files {resource.getrlimit(resource.RLIMIT_NOFILE)[0]:,}.")
    pipe, other = multiprocessing.Pipe()
    writing = max(1, asked.visitors // 10)
    own = multiprocessing.get_context("spawn").Process(
        target=storm.live, args=(other, ours.port, install.key, asked.visitors, writing), daemon=True
    )
    own.start()
    try:
        ground = Ground(ours, store, pipe, pairs, asked.visitors, writing)
        return uvloop.run(storms(ground, asked))
    finally:
        own.join(10)
        own.kill()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
