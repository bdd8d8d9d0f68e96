"""The ladder at size, on SQLite: a night's walk over everybody, one customer's change, the pages, a list as CSV, and
orders brought in from a file."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.lib import server, shop
from bench.lib.figures import Line, at_most, note, percentile, show, under
from bench.lib.install import ADMIN, found, sign_in
from bench.lib.process import memory
from bench.lib.visits import Reader
from bench.lib.years import CACHE, PASSWORD

# To be changed with what is drawn, so that what was made before is made anew.
EDITION = "1"
PAGES = {
    "ladder": "/customers/", "loyal": "/customers/lists/loyal", "drifting": "/customers/lists/drifting",
    "everyone": "/customers/lists/everyone", "search": "/customers/lists/everyone?q=c77",
}  # fmt: skip
NIGHT, CHANGE, CPU, RATE = 300, 50, 15, 5_000


def made(cache: Path, customers: int, purchases: int) -> Path:
    """The data folder of a shop of that size, made when it is not there yet. A night is walked in a copy of it."""
    folder = cache / f"shop-{customers}-{purchases}-{EDITION}"
    if not (folder / "made.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        note(f"Making {customers:,} customers with {purchases:,} purchases; they are kept in {folder}")
        folder.mkdir(parents=True)
        with server.product(folder / "data", {}) as ours:
            found(ours.port, PASSWORD)
        count = shop.fill(folder / "data" / "extramile.sqlite3", customers, purchases)
        (folder / "made.json").write_text(json.dumps({"customers": customers, "purchases": count}))
    return folder


def walked(data: Path, changes: int) -> dict[str, Any]:
    """A night over everybody, the next one, and changes of one customer each, by a process of its own."""
    _upgraded(data)
    command = [sys.executable, "-m", "bench.lib.nightly", str(changes)]
    done = subprocess.run(command, env=os.environ | {"EXTRAMILE_DATA": str(data)}, capture_output=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _upgraded(data: Path) -> None:
    subprocess.run([server.ROOT / "bin" / "extramile", "upgrade", "--data", data, "--no-backup"], check=True, stdout=2)


def pages(data: Path, times: int) -> dict[str, Any]:
    """What the pages cost, and a list of everybody as CSV."""
    with server.product(data, {}) as ours:
        cookie = sign_in(ours.port, ADMIN, PASSWORD)
        reader = Reader(ours.port, cookie, (ours.pid,))
        costs: dict[str, Any] = {}
        for name, address in PAGES.items():
            reader.cost([address] * 3)
            cost = reader.cost([address] * times)
            costs[name] = {"cpu_ms": round(cost.cpu, 2), "p50_ms": round(percentile(cost.times, 0.5), 1)}
        before = memory(ours.pid).rss
        return {"pages": costs, "export": _exported(ours.port, cookie) | {"grown_mb": _grown(ours.pid, before)}}


def _grown(pid: int, before: int) -> float:
    return round((memory(pid).rss - before) / 1024, 1)


def _exported(port: int, cookie: str) -> dict[str, float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    began, size, lines = time.perf_counter(), 0, 0
    connection.request("GET", "/customers/export/everyone.csv", headers={"Cookie": cookie})
    answer = connection.getresponse()
    while piece := answer.read(1 << 16):
        size, lines = size + len(piece), lines + piece.count(b"\n")
    return {"customers": lines - 1, "seconds": round(time.perf_counter() - began, 1), "mb": round(size / 1e6, 1)}


def imported(workspace: Path, orders: int) -> dict[str, float]:
    """Orders of a file into an install that knows a fifth as many customers afterwards; what follows is not counted."""
    file = workspace / "orders.csv"
    with file.open("w") as rows:
        rows.write("order,customer,email,date,total\n")
        for n in range(orders):
            buyer = n * 7919 % max(orders // 5, 1)
            rows.write(
                f"o{n},c{buyer},c{buyer}@bench.example,202{4 + n * 2 // orders}-{1 + n % 12:02}-{1 + n % 28:02},9 EUR\n"
            )
    data = workspace / "data"
    _upgraded(data)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [server.ROOT / "bin" / "extramile", "import", "orders", file, "--data", data, "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "orders": json.loads(done.stdout)["added"],
        "per_second": round(orders / seconds),
        "per_cpu_second": round(orders / cpu),
        "rss_mb": round(after.ru_maxrss / 1024, 1),
    }


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    first, again, change, export, orders = (
        values[name] for name in ("night", "again", "change", "export", "import")
    )  # fmt: skip
    return [
        Line("customers, purchases", f"{values['customers']:,}, {values['purchases']:,}"),
        at_most("a night that places everybody anew", first["seconds"], NIGHT, "s"),
        Line("its CPU", f"{first['cpu_seconds']} s"),
        Line("the next one", f"{again['seconds']} s, {again['cpu_seconds']} s of CPU"),
        Line("memory of the walk, of what learns", f"{again['rss_mb']} MB, {again['learning_rss_mb']} MB"),
        under("one customer's change, p95", change["p95_ms"], CHANGE, "ms"),
        *(under(f"page, {name}: CPU", cost["cpu_ms"], CPU, "ms") for name, cost in values["pages"].items()),
        Line("everybody as CSV", f"{export['seconds']} s, {export['mb']} MB, {export['grown_mb']} MB of memory"),
        Line("orders from a file", f"{orders['per_second']:,} a second"),
        Line(
            "by CPU", f"{orders['per_cpu_second']:,} a second", f"at least {RATE:,}", orders["per_cpu_second"] >= RATE
        ),
    ]


def _by_cpu(rate: float) -> Line:
    return Line("by CPU", f"{rate:,} a second", f"at least {RATE:,}", rate >= RATE)


def main() -> int:
    """Make what is missing, measure, print."""
    reads = argparse.ArgumentParser(prog="bench/ladder", description=__doc__)
    reads.add_argument("--customers", type=int, default=1_000_000, help="who bought (1,000,000)")
    reads.add_argument("--purchases", type=int, default=10_000_000, help="about how many they made (10,000,000)")
    reads.add_argument("--changes", type=int, default=200, help="changes of one customer (200)")
    reads.add_argument("--pages", type=int, default=30, help="how often each page is opened (30)")
    reads.add_argument("--orders", type=int, default=100_000, help="orders in the file that is brought in (100,000)")
    reads.add_argument("--cache", type=Path, default=CACHE, help="where the shop is kept (bench/.cache)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    folder = made(asked.cache, asked.customers, asked.purchases)
    values: dict[str, Any] = json.loads((folder / "made.json").read_text())
    with server.folder() as workspace:
        shutil.copytree(folder / "data", workspace / "shop")
        note("A night")
        values |= walked(workspace / "shop", asked.changes)
        note("Pages")
        values |= pages(workspace / "shop", asked.pages)
        shutil.rmtree(workspace / "shop")
        note("Orders")
        values["import"] = imported(workspace, asked.orders)
    values["load"] = os.getloadavg()[0]
    show("The ladder at size", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
