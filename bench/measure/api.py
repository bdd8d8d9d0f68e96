"""How many orders a second come in over the API, and how long a message of the chat waits meanwhile."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import time
import urllib.request
from collections.abc import Callable

import uvloop
from bench.lib import server
from bench.lib.figures import Line, none, percentile, show
from bench.lib.install import Install, found, only
from bench.lib.process import cpu_seconds
from bench.lib.server import Running
from bench.lib.visitor import Visitor

_EVERY = 0.1
_REST = 4.0
_KEY = re.compile(r'value="(extramile_[^"]+)"')
_LIST = 1000


def orders(first: int, count: int) -> bytes:
    """A list of orders, each of five of one customer, with everything that a shop usually says."""
    made = [
        {
            "order": f"A-{n}", "customer": f"c-{n // 5}", "email": f"c{n // 5}@shop.example", "name": f"Kim {n // 5}",
            "date": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", "amount": f"{n % 300}.90", "currency": "EUR",
        }
        for n in range(first, first + count)
    ]  # fmt: skip
    return json.dumps(made).encode()


def send(port: int, key: str, body: bytes) -> int:
    """Send a list; returns how many orders were added."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    asking = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/orders", body, headers)
    with urllib.request.urlopen(asking, timeout=120) as answer:
        return int(json.loads(answer.read())["added"])


def send_all(port: int, key: str, lists: list[bytes]) -> tuple[int, float]:
    """Send lists one after the other; returns how many orders were added, and the seconds it took."""
    began = time.perf_counter()
    return sum(send(port, key, body) for body in lists), time.perf_counter() - began


async def chat(visitor: Visitor, until: Callable[[], bool]) -> list[float]:
    """Write a message now and then; returns the milliseconds to each acknowledgement."""
    acked, waits = asyncio.Event(), []
    visitor.on_ack = lambda frame: acked.set()
    while not until():
        acked.clear()
        began = time.perf_counter()
        visitor.write("Is the green jacket back?")
        await asyncio.wait_for(acked.wait(), 30)
        waits.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(_EVERY)
    return waits


async def measure(ours: Running, install: Install, count: int) -> dict[str, object]:
    """Send `count` lists of orders, and talk meanwhile."""
    given = {"name": "Bench", "rights": "orders"}
    key = only(_KEY, install.admin.fill("/settings/api/new", given))
    visitor = Visitor(ours.port, install.key)
    await visitor.open()
    try:
        rest = time.monotonic() + _REST
        quiet = await chat(visitor, lambda: time.monotonic() > rest)
        used = cpu_seconds(ours.pid)
        lists = [orders(n * _LIST, _LIST) for n in range(count)]
        sending = asyncio.create_task(asyncio.to_thread(send_all, ours.port, key, lists))
        meanwhile = await chat(visitor, sending.done)
        added, seconds = await sending
        used = cpu_seconds(ours.pid) - used
        again, seconds_again = await asyncio.to_thread(send_all, ours.port, key, lists[: max(1, count // 4)])
    finally:
        visitor.close()
    sent_again = len(lists[: max(1, count // 4)]) * _LIST
    return {
        "orders": count * _LIST,
        "added": added,
        "doubled": again,
        "orders_per_second": round(added / seconds),
        "cpu_seconds_per_1000": round(used / count, 3),
        "present_per_second": round(sent_again / seconds_again),
        "quiet_ack_p50_ms": round(percentile(quiet, 0.5), 1),
        "quiet_ack_p99_ms": round(percentile(quiet, 0.99), 1),
        "meanwhile_ack_p50_ms": round(percentile(meanwhile, 0.5), 1),
        "meanwhile_ack_p99_ms": round(percentile(meanwhile, 0.99), 1),
    }


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        Line("orders a second, in lists of 1,000", f"{number['orders_per_second']:,}"),
        Line("CPU of the server for 1,000 orders", f"{number['cpu_seconds_per_1000']} s"),
        Line("orders a second that are there already", f"{number['present_per_second']:,}"),
        none("orders lost", number["orders"] - number["added"]),
        none("orders stored twice", number["doubled"]),
        Line("a message's ack when it is quiet, p50 and p99", _pair(number, "quiet")),
        Line("the same while orders come in", _pair(number, "meanwhile")),
    ]


def _pair(number: dict[str, int | float], when: str) -> str:
    return f"{number[f'{when}_ack_p50_ms']} ms, {number[f'{when}_ack_p99_ms']} ms"


def main() -> int:
    """Serve an install, send, print."""
    reads = argparse.ArgumentParser(prog="bench/api", description=__doc__)
    reads.add_argument("--lists", type=int, default=100, help="lists of 1,000 orders each (100; at most 300 a minute)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    with server.folder() as data, server.product(data, server.raised()) as ours:
        values = uvloop.run(measure(ours, found(ours.port), asked.lists))
    show("API: orders that a shop sends as they happen", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
