"""What the customer's panel adds to a conversation's page in the demo company: CPU and statements.

The panel alone, as the desk fetches it when a customer changed, less the lightest part of the same conversation, which
costs what any answer costs: the session, who asks, and whether they may see the conversation.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

from bench.lib import server
from bench.lib.figures import Line, at_most, percentile, show
from bench.lib.install import sign_in
from bench.lib.statements import logged
from bench.lib.visits import Reader
from bench.lib.years import Years

# Printed for everybody by the demo when it starts.
LEAD, PASSWORD = "jo@northfold.example", "a-long-walk-home"
CPU, STATEMENTS, RUNS = 5, 6, 5
_OPENS = re.compile(r'data-open="(\d+)"')


def measure(data: Path, workspace: Path, times: int) -> dict[str, Any]:
    """Cost of panel and lightest part in turns, in the best of RUNS runs each, and their statements."""
    port = server.free_port()
    command = [str(server.ROOT / "bin" / "extramile"), "demo", "--no-open", "--port", str(port), "--data", str(data)]
    with server.serving(command, port, os.environ) as ours:
        reader = _reader(ours)
        talks = sorted(set(_OPENS.findall(reader.open("/desk/?box=everyone"))), key=int)
        kinds = {name: [f"/desk/c/{talk}{part}" for talk in talks] for name, part in _PARTS.items()}
        for addresses in kinds.values():
            reader.cost(addresses)
        costs: dict[str, list[float]] = {name: [] for name in kinds}
        for _ in range(RUNS):
            for name, addresses in kinds.items():
                costs[name].append(reader.cost(addresses * times).cpu)
    found: dict[str, Any] = {f"{name}_cpu_ms": round(min(each), 2) for name, each in costs.items()}
    with logged(Years(data, {}, {}, None), workspace) as (log, settings), server.product(data, settings) as ours:
        reader = _reader(ours)
        for name, addresses in kinds.items():
            reader.cost(addresses[:3])
            counts = [log.count(partial(reader.open, address), 9) for address in addresses]
            found[f"{name}_statements"] = int(percentile(counts, 1))
    return found | {
        "conversations": len(talks),
        "adds_cpu_ms": round(found["panel_cpu_ms"] - found["lightest_cpu_ms"], 2),
        "adds_statements": found["panel_statements"] - found["lightest_statements"],
    }


_PARTS = {"panel": "/customer", "lightest": "/snooze-menu", "page": ""}


def _reader(ours: server.Running) -> Reader:
    return Reader(ours.port, sign_in(ours.port, LEAD, PASSWORD), (ours.pid,))


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    return [
        Line("conversations, each with its own customer", f"{values['conversations']}"),
        at_most("the panel adds: CPU", values["adds_cpu_ms"], CPU, "ms"),
        at_most("the panel adds: statements", values["adds_statements"], STATEMENTS, ""),
        *(
            Line(f"{name}: CPU, statements", f"{values[f'{name}_cpu_ms']} ms, {values[f'{name}_statements']}")
            for name in _PARTS
        ),
    ]


def main() -> int:
    """Fill, read, print."""
    reads = argparse.ArgumentParser(prog="bench/panel", description=__doc__)
    reads.add_argument("--times", type=int, default=5, help="how often each conversation is opened in a run (5)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    with server.folder() as workspace:
        values = measure(workspace / "data", workspace, asked.times)
    values["load"] = os.getloadavg()[0]
    show("The customer's panel", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
