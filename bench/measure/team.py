"""What a team shares, with years of it: CPU and statements of each of its pages."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
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
    "team": "/team/", "stories": "/team/stories/", "search in stories": "/team/stories/?q=tent+packed",
    "thanks": "/team/thanks/", "feedback": "/team/feedback/", "search in feedback": "/team/feedback/?q=tent+packed",
    "all feedback": "/team/feedback/all?status=", "slips": "/team/slips/", "Monday": "/team/monday/",
    "around": "/team/around/", "cards": "/team/cards/", "extra mile": "/team/extra-mile/",
}  # fmt: skip
CPU, STATEMENTS, RUNS = 20, 20, 4


def written(data: Path, years: int) -> dict[str, Any]:
    """Years of what a company of 60 shares, the admin with most of it around them."""
    with server.product(data, {}) as ours:
        found(ours.port, PASSWORD)
    command = [sys.executable, "-m", "bench.lib.shared", ADMIN, str(years)]
    done = subprocess.run(command, env=os.environ | {"EXTRAMILE_DATA": str(data)}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def pages(data: Path, workspace: Path, times: int) -> dict[str, Any]:
    """CPU of each page in the best of RUNS runs, and its statements, in the admin's browser."""
    costs: dict[str, Any] = {}
    with server.product(data, {}) as ours:
        reader = Reader(ours.port, sign_in(ours.port, ADMIN, PASSWORD), (ours.pid,))
        for name, address in PAGES.items():
            reader.cost([address] * 3)
            # Neighbours on the machine make the same work dearer, and never cheaper.
            runs = [reader.cost([address] * times) for _ in range(RUNS)]
            least = min(runs, key=lambda cost: cost.cpu)
            costs[name] = {"cpu_ms": round(least.cpu, 2), "p50_ms": round(percentile(least.times, 0.5), 1)}
    with logged(Years(data, {}, {}, None), workspace) as (log, settings), server.product(data, settings) as ours:
        reader = Reader(ours.port, sign_in(ours.port, ADMIN, PASSWORD), (ours.pid,))
        for name, address in PAGES.items():
            reader.open(address)
            costs[name]["statements"] = log.count(partial(reader.open, address), 5)
    return costs


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    there = [values[name] for name in ("stories", "thanks", "feedback")]
    shown = [Line("stories, thanks, feedback", ", ".join(f"{n:,}" for n in there))]
    for name, cost in values["pages"].items():
        shown.append(under(f"{name}: CPU", cost["cpu_ms"], CPU, "ms"))
        shown.append(at_most(f"{name}: statements", cost["statements"], STATEMENTS, ""))
    return shown


def main() -> int:
    """Write, read, print."""
    reads = argparse.ArgumentParser(prog="bench/team", description=__doc__)
    reads.add_argument("--years", type=int, default=5, help="years of stories, thanks and feedback (5)")
    reads.add_argument("--times", type=int, default=20, help="how often each page is opened in a run (20)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    with server.folder() as workspace:
        data = workspace / "data"
        note("Writing")
        values: dict[str, Any] = {"years": asked.years} | written(data, asked.years)
        note("Pages")
        values["pages"] = pages(data, workspace, asked.times)
    values["load"] = os.getloadavg()[0]
    show("What a team shares", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
