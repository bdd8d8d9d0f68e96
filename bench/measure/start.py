"""How long an installed server takes from its start to its first answer, and what it holds when idle."""

from __future__ import annotations

import argparse
import sys
import time
from statistics import median

from bench.lib import server
from bench.lib.figures import Line, show, under
from bench.lib.install import found
from bench.lib.pages import fetch
from bench.lib.process import Memory, cpu_seconds, memory

REST = 2.0


def measure(runs: int) -> dict[str, object]:
    """Start over an empty folder and over a used one, `runs` times each; returns the medians and the memory."""
    fresh: list[float] = []
    used: list[float] = []
    fresh_cpu: list[float] = []
    used_cpu: list[float] = []
    for _ in range(runs):
        with server.folder() as data:
            with server.product(data, {}) as ours:
                fresh.append(ours.seconds)
                fresh_cpu.append(cpu_seconds(ours.pid))
                found(ours.port)
            with server.product(data, {}) as ours:
                used.append(ours.seconds)
                used_cpu.append(cpu_seconds(ours.pid))
                at_rest = _rested(ours.pid)
                for _ in range(20):
                    fetch(ours.port, "/sign-in")
                after_pages = _rested(ours.pid)
    return {
        "first_start_seconds": round(median(fresh), 2),
        "start_seconds": round(median(used), 2),
        "first_start_cpu_seconds": round(median(fresh_cpu), 2),
        "start_cpu_seconds": round(median(used_cpu), 2),
        "slowest_start_seconds": round(max(fresh + used), 2),
        "idle_rss_mb": _mb(at_rest.rss),
        "idle_uss_mb": _mb(at_rest.uss),
        "idle_after_pages_rss_mb": _mb(after_pages.rss),
        "runs": runs,
    }


def _rested(pid: int) -> Memory:
    time.sleep(REST)
    return memory(pid)


def _mb(kib: int) -> float:
    return round(kib * 1024 / 1e6, 1)


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        under("start to the first answer, used data folder", number["start_seconds"], 2, "s"),
        under("start to the first answer, empty data folder", number["first_start_seconds"], 2, "s"),
        Line("its CPU, used and empty", f"{number['start_cpu_seconds']} s, {number['first_start_cpu_seconds']} s"),
        Line("the slowest of all", f"{number['slowest_start_seconds']} s"),
        under("idle process, resident", number["idle_rss_mb"], 150, "MB"),
        under("the same after some pages", number["idle_after_pages_rss_mb"], 150, "MB"),
        Line("its own memory (USS), idle", f"{number['idle_uss_mb']} MB"),
    ]


def main() -> int:
    """Start servers, measure, print."""
    reads = argparse.ArgumentParser(prog="bench/start", description=__doc__)
    reads.add_argument("--runs", type=int, default=5, help="starts over each kind of folder (5)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    values = measure(asked.runs)
    show("Start: seconds to the first answer, memory at rest", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
