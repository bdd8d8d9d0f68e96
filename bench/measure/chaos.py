"""Kills, restarts and cuts while many talk, and a count of what became of each message.

The server is killed (SIGKILL), restarted and frozen; every client has a network of its own, that delays, cuts and
repeats connections, and lets one client in three open no websocket; with --mode scale two processes are hurt, and
PostgreSQL and Redis are restarted under them.
Everything random comes from --seed. At the end what was promised and heard is compared with what is in the database.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from dataclasses import asdict
from functools import partial
from typing import Any

import uvloop
from bench.lib import installs, server, weather
from bench.lib.figures import Line, none, note, show
from bench.lib.install import colleagues, found
from bench.lib.installs import Hurt
from bench.lib.talkers import Talkers
from bench.lib.verdict import Verdict, judge
from bench.lib.visitor import Visitor
from bench.lib.weather import Blow
from bench.lib.websocket import connect

VISITORS = 24
DESKS = 3
LONGEST = 4.0
CALM = 60.0


async def storm(hurt: Hurt, asked: argparse.Namespace) -> tuple[Verdict, dict[str, int]]:
    """Let everybody talk, strike again and again, wait until it is calm, and judge. Raises DidNotStart."""
    port = hurt.processes[0].port
    install = await asyncio.to_thread(found, port)
    others = await asyncio.to_thread(colleagues, port, install, DESKS - 1)
    ports = [one.port for one in hurt.processes]
    talkers = Talkers(ports, install.key, partial(weather.fate, asked.seed), random.Random(asked.seed))
    blows = weather.blows(asked.seed, asked.kills, processes=len(ports))
    try:
        for cookie in [install.cookie, *others]:
            await talkers.desk(cookie)
        for _ in range(VISITORS):
            await talkers.visitor()
        talkers.begin()
        for place, blow in enumerate(blows):
            await _awaited(talkers, blow)
            await _strike(hurt, talkers, blow)
            if place % 20 == 19:
                note(f"{place + 1} of {len(blows)} blows, {talkers.acknowledged:,} acknowledged")
        await asyncio.sleep(0.5)
        await talkers.hold()
        await _calm(hurt, talkers)
        verdict = await asyncio.to_thread(judge, talkers, hurt.store, ordered=len(ports) == 1)
    finally:
        await talkers.leave()
    return verdict, {"blows": len(blows), "visitors": len(talkers.visitors)} | _network(talkers)


async def _awaited(talkers: Talkers, blow: Blow) -> None:
    """Wait for so many more messages; not for ever, since who waits for each other's return may say little."""
    due, until = talkers.acknowledged + blow.after, time.monotonic() + LONGEST
    while talkers.acknowledged < due and time.monotonic() < until:
        await asyncio.sleep(0.001)


async def _strike(hurt: Hurt, talkers: Talkers, blow: Blow) -> None:
    match blow.what:
        case "cut":
            for one in talkers:
                one.proxy.cut()
        case "hush":
            for one in talkers:
                one.proxy.hush()
            await asyncio.sleep(blow.lasts)
            for one in talkers:
                one.proxy.go_on()
        case _:
            await hurt.strike(blow)


async def _calm(hurt: Hurt, talkers: Talkers) -> None:
    """Wait until everything is acknowledged and everybody has heard everything, or nothing has moved for long."""
    until = time.monotonic() + CALM
    while any(one.door.unacknowledged for one in talkers) and time.monotonic() < until:
        await asyncio.sleep(0.05)
    numbers = await asyncio.to_thread(hurt.store.numbers)
    talkers.open_everywhere(list(numbers.values()))
    heads = {
        number: (seq, said) for number, seq, said in hurt.store.rows("SELECT id, seq, said FROM desk_conversation")
    }
    while not _all_heard(talkers, numbers, heads) and time.monotonic() < until:
        await asyncio.sleep(0.05)
    # What comes a second time comes now.
    await asyncio.sleep(0.5)


def _all_heard(talkers: Talkers, numbers: dict[str, int], heads: dict[int, tuple[int, int]]) -> bool:
    for one in talkers.visitors:
        assert isinstance(one.door, Visitor)
        number = numbers.get(one.door.conversation)
        if number and one.door.said < heads[number][1]:
            return False
    return all(len(desk.heard.get(number, [])) >= heads[number][0] for desk in talkers.desks for number in heads)


def _network(talkers: Talkers) -> dict[str, int]:
    return {
        "without_websocket": sum(one.door.way is not connect for one in talkers),
        "comebacks": sum(len(one.door.comebacks) for one in talkers),
        "overlaps_ignored": sum(one.door.overlaps for one in talkers),
        "gaps_closed": sum(one.door.gaps for one in talkers),
        "carried_bytes": sum(one.proxy.carried for one in talkers),
    }


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    counted = ("sent", "acknowledged", "stored", "delivered")
    return [
        Line("blows, of them kills", f"{values['blows']}, {values['kills']}"),
        Line("visitors, clients without a websocket", f"{values['visitors']}, {values['without_websocket']}"),
        Line("connections that came back", f"{values['comebacks']:,}"),
        *(Line(name, f"{values[name]:,}") for name in counted),
        *(none(name.replace("_", " "), values[name]) for name in ("lost", "doubled", "out_of_order", "altered")),
        none("other faults", len(values["wrong"])),
        Line("told again with a reason, gaps closed", f"{values['overlaps_ignored']:,}, {values['gaps_closed']:,}"),
    ]


def main() -> int:
    """Start what is to be hurt, hurt it, judge; 1 when anything was lost, doubled or out of order."""
    reads = argparse.ArgumentParser(prog="bench/chaos", description=__doc__)
    reads.add_argument("--kills", type=int, default=200, help="how often a server is killed; other blows beside (200)")
    reads.add_argument("--seed", type=int, default=random.randrange(10**6), help="plays the same blows again")
    reads.add_argument("--mode", choices=["embedded", "scale", "both"], default="both", help="which install (both)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    note(f"--seed {asked.seed} plays the same blows again.")
    values: dict[str, Any] = {"seed": asked.seed, "kills": asked.kills, "load": os.getloadavg()[0]}
    for mode in ("embedded", "scale") if asked.mode == "both" else (asked.mode,):
        values[mode] = run(mode, asked)
    if asked.json:
        show("", [], values, as_json=True)
    return 1 if any(values[mode]["harmed"] for mode in ("embedded", "scale") if mode in values) else 0


def run(mode: str, asked: argparse.Namespace) -> dict[str, Any]:
    """One mode from start to end; returns its figures, after showing them."""
    began = time.monotonic()
    with (installs.embedded if mode == "embedded" else installs.scale)(server.raised()) as hurt:
        verdict, more = uvloop.run(storm(hurt, asked))
        logs = "".join(one.log() for one in hurt.processes)
    for line in [line for line in logs.splitlines() if "Traceback" in line or '"exception"' in line][:5]:
        verdict.note(f"the log says {line[:500]}")
    values = asdict(verdict) | more | {"harmed": verdict.harmed, "seconds": round(time.monotonic() - began, 1)}
    for sentence in verdict.wrong:
        note(f"  {sentence}")
    if not asked.json:
        title = f"Chaos, {mode}: seed {asked.seed}, {values['seconds']:.0f} s"
        show(title, lines(values | {"kills": asked.kills}), values, as_json=False)
    return values


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
