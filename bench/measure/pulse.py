"""What a round costs when it is added up, on SQLite: thousands of people, and every earlier round to look back on."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.lib import server
from bench.lib.figures import Line, note, show, under
from bench.lib.install import found

PASSWORD = "a-long-walk-home"
LIMIT = 300


def measured(people: int, rounds: int, teams: int, times: int) -> dict[str, Any]:
    """The figures, by a process of its own over a new install."""
    with TemporaryDirectory(prefix="extramile-pulse-") as folder:
        data = Path(folder) / "data"
        with server.product(data, {}) as ours:
            found(ours.port, PASSWORD)
        command = [sys.executable, "-m", "bench.lib.rounds", *map(str, (people, rounds, teams, times))]
        settings = {"EXTRAMILE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "extramile.settings"}
        done = subprocess.run(command, env=os.environ | settings, stdout=subprocess.PIPE, check=True)
        return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Fill, add up, print."""
    reads = argparse.ArgumentParser(prog="bench/pulse", description=__doc__)
    reads.add_argument("--people", type=int, default=5_000, help="people who are asked and answer (5000)")
    reads.add_argument("--rounds", type=int, default=40, help="rounds, the last of which is added up (40)")
    reads.add_argument("--teams", type=int, default=60, help="teams they are in (60)")
    reads.add_argument("--times", type=int, default=9, help="how often each thing is done; the middle counts (9)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    note(f"Asking {asked.people:,} people in {asked.rounds} rounds")
    values = measured(asked.people, asked.rounds, asked.teams, asked.times)
    lines = [
        Line("people, rounds, teams", f"{values['people']:,}, {values['rounds']}, {values['teams']}"),
        under("adding a round up with every rule", values["summary"]["ms"], LIMIT, "ms"),
        Line("its CPU", f"{values['summary']['cpu_ms']} ms"),
        under("the page: a summary and how it went, of the company and a team", values["page"]["ms"], LIMIT, "ms"),
        Line("its CPU", f"{values['page']['cpu_ms']} ms"),
        Line("closing it: rewriting and emptying too, once a round", f"{values['closing']['ms']} ms"),
    ]
    show("Pulse", lines, values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
