"""The reports of the desk over many conversations, read from kept sums, and what keeping them costs."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.lib import server
from bench.lib.figures import Line, note, percentile, show, under
from bench.lib.install import ADMIN, sign_in
from bench.lib.postgres import NotThere
from bench.lib.visits import Reader
from bench.lib.years import CACHE, PASSWORD, Years, years

LIMIT = 500


def measured(folder: Years, conversations: int, pages: int) -> dict[str, Any]:
    """The figures of one install: by a process of its own, and then of its pages."""
    settings = {"EXTRAMILE_DATA": str(folder.data), "DJANGO_SETTINGS_MODULE": "extramile.settings", **folder.settings}
    with server.product(folder.data, folder.settings):
        note("Up to date")
    command = [sys.executable, "-m", "bench.lib.reported", str(conversations)]
    done = subprocess.run(command, env=os.environ | settings, stdout=subprocess.PIPE, check=True)
    found = dict(json.loads(done.stdout.splitlines()[-1]))
    with server.product(folder.data, folder.settings) as ours:
        reader = Reader(ours.port, sign_in(ours.port, ADMIN, PASSWORD), (ours.pid,))
        found["pages"] = {name: _page(reader, address, pages) for name, address in _addresses().items()}
    return found


def _addresses() -> dict[str, str]:
    today = datetime.now(UTC).date()
    three = f"days=own&since={today - timedelta(days=1_094)}&until={today}"
    spans = {"30 days": "days=30", "a year": "days=365", "three years": three}
    return {
        f"{span}, by {by}": f"/lead/reports?{asked}&by={by}" for span, asked in spans.items() for by in ("team", "hour")
    }


def _page(reader: Reader, address: str, pages: int) -> dict[str, float]:
    reader.cost([address] * 2)
    cost = reader.cost([address] * pages)
    middle, most = percentile(cost.times, 0.5), percentile(cost.times, 0.95)
    return {"p50_ms": round(middle, 1), "p95_ms": round(most, 1), "cpu_ms": round(cost.cpu, 1)}


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    found = []
    for database, one in values["databases"].items():
        rows = f"{one['days']:,} and {one['hours']:,}"
        found.append(Line(f"{database}: rows of days and of hours for {values['conversations']:,} conversations", rows))
        for name, page in one["pages"].items():
            found.append(under(f"page, {name}: p50", page["p50_ms"], LIMIT, "ms"))
        worst, ms = max(one["asking"].items(), key=lambda each: each[1])
        found.append(under(f"what a page asks, at most ({worst})", ms, LIMIT, "ms"))
        folding = one["folding"]
        found.append(Line("folding a log of years, conversations a second", f"{folding['a_second']:,}"))
        found.append(Line("CPU of each", f"{folding['cpu_ms_each']} ms"))
    return found


def main() -> int:
    """Make what is missing, fold, draw, ask, print."""
    reads = argparse.ArgumentParser(prog="bench/reports", description=__doc__)
    reads.add_argument("--conversations", type=int, default=1_000_000, help="whose sums are read (1,000,000)")
    reads.add_argument("--logs", type=int, default=20_000, help="conversations whose logs are folded (20,000)")
    reads.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both", help="which (both)")
    reads.add_argument("--pages", type=int, default=15, help="how often each page is opened (15)")
    reads.add_argument("--cache", type=Path, default=CACHE, help="where the installs are kept (bench/.cache)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    databases = ("sqlite", "postgres") if asked.database == "both" else (asked.database,)
    values: dict[str, Any] = {"conversations": asked.conversations, "databases": {}}
    for database in databases:
        with years(asked.cache, database, asked.logs) as folder:
            values["databases"][database] = measured(folder, asked.conversations, asked.pages)
    show("Reports of the desk", lines(values), values | {"load": os.getloadavg()[0]}, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NotThere as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit(130)
