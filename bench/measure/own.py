"""What people have for themselves, with years of it: opening what is sealed, and the pages Today and Journey."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench.lib import server
from bench.lib.figures import Line, at_most, note, percentile, show, under
from bench.lib.install import ADMIN, found, sign_in
from bench.lib.statements import logged
from bench.lib.visits import Reader
from bench.lib.years import PASSWORD, Years

PAGES = {
    "today": "/today/", "close of the day": "/today/close", "journey": "/journey/", "wins": "/journey/wins",
    "recall": "/practice/recall/", "line of cards": "/today/cards", "programme": "/practice/programme/",
    "module": "/practice/programme/head-motivation", "lead": "/lead/", "lead's own": "/lead/own",
    "week by hour": "/lead/load", "mirror": "/lead/mirror", "1:1s": "/lead/one-to-ones/",
    "year": "/journey/year/{year}", "everything": "/journey/everything.md",
}  # fmt: skip
OPENING, CPU, STATEMENTS = 150, 20, 12
# It reads what became of everybody whom somebody helped: a figure to hold, not a promise.
JOURNEY = 50
# Made once in a while, of everything there is: no limit was promised for them.
RARE = {"year", "everything"}


def written(data: Path, years: int, times: int) -> dict[str, Any]:
    """Years of one person's writing, and what opening it costs."""
    with server.product(data, {}) as ours:
        found(ours.port, PASSWORD)
    command = [sys.executable, "-m", "bench.lib.diary", ADMIN, PASSWORD, str(years), str(times)]
    done = subprocess.run(command, env=os.environ | {"EXTRAMILE_DATA": str(data)}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def pages(data: Path, workspace: Path, times: int) -> dict[str, Any]:
    """CPU and statements of each page, in a browser whose seal is open."""
    addresses = {name: address.format(year=date.today().year) for name, address in PAGES.items()}
    costs: dict[str, Any] = {}
    with server.product(data, {}) as ours:
        reader = Reader(ours.port, sign_in(ours.port, ADMIN, PASSWORD), (ours.pid,))
        for name, address in addresses.items():
            reader.cost([address] * 3)
            cost = reader.cost([address] * times)
            costs[name] = {"cpu_ms": round(cost.cpu, 2), "p50_ms": round(percentile(cost.times, 0.5), 1)}
    with logged(Years(data, {}, {}, None), workspace) as (log, settings), server.product(data, settings) as ours:
        reader = Reader(ours.port, sign_in(ours.port, ADMIN, PASSWORD), (ours.pid,))
        for name, address in addresses.items():
            reader.open(address)
            costs[name]["statements"] = log.count(partial(reader.open, address), 5)
    return costs


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    there = [values[name] for name in ("entries", "cards", "helped")]
    shown = [
        Line(
            "years, sealed entries, cards of Recall, people helped",
            ", ".join(f"{n:,}" for n in [values["years"], *there]),
        ),
        under("opening 2,000 sealed entries", values["open"]["p50_ms"], OPENING, "ms"),
        Line("its CPU", f"{values['open']['cpu_ms']} ms"),
    ]
    for name, cost in values["pages"].items():
        if name in RARE:
            shown.append(Line(f"{name}: CPU, statements", f"{cost['cpu_ms']} ms, {cost['statements']}"))
            continue
        shown.append(under(f"{name}: CPU", cost["cpu_ms"], JOURNEY if name == "journey" else CPU, "ms"))
        shown.append(at_most(f"{name}: statements", cost["statements"], STATEMENTS, ""))
    return shown


def main() -> int:
    """Write, open, read, print."""
    reads = argparse.ArgumentParser(prog="bench/own", description=__doc__)
    reads.add_argument("--years", type=int, default=5, help="years of days, wins and goals (5)")
    reads.add_argument("--times", type=int, default=30, help="how often each page is opened (30)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    with server.folder() as workspace:
        data = workspace / "data"
        note("Writing")
        values: dict[str, Any] = {"years": asked.years} | written(data, asked.years, max(3, asked.times // 3))
        note("Pages")
        values["pages"] = pages(data, workspace, asked.times)
    values["load"] = os.getloadavg()[0]
    show("What people have for themselves", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
