"""Inbox, conversation page and search in an install with years behind it, and the same in a small one: statements,
CPU and time of each page, on SQLite and PostgreSQL."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from bench.lib import askings, server
from bench.lib.figures import Line, at_most, note, percentile, show
from bench.lib.install import ADMIN, sign_in
from bench.lib.postgres import NotThere
from bench.lib.statements import logged
from bench.lib.visits import Cost, Reader
from bench.lib.years import CACHE, PASSWORD, Years, years

# An agent of a team that has no inbox of its own: four of the six inboxes are theirs to see.
AGENT = "agent30@bench.example"
PEOPLE = {"lead": ADMIN, "agent": AGENT}
BOXES = ("mine", "unassigned", "everyone", "snoozed", "resolved")
STATEMENTS, CPU, TIMES, SEARCH = 12, 15, 1.5, 50
FURTHER = 49


def measure(folder: Years, pages: int, searches: int, workspace: Path) -> dict[str, Any]:
    """All figures of one install."""
    pids = (folder.cluster.pid,) if folder.cluster else ()
    conversations = int(folder.made["conversations"])
    found: dict[str, Any] = dict(folder.made)
    with server.product(folder.data, folder.settings) as ours:
        for who, reader in _readers(ours, *pids).items():
            found[who] = _pages(reader, pages, conversations) | _searches(reader, searches)
    with logged(folder, workspace) as (log, settings), server.product(folder.data, folder.settings | settings) as ours:
        for who, reader in _readers(ours).items():
            for name, address in _addresses(reader, conversations).items():
                reader.open(address)
                found[who][name]["statements"] = log.count(partial(reader.open, address), 7)
    return found


def _readers(ours: server.Running, *pids: int) -> dict[str, Reader]:
    cookies = {who: sign_in(ours.port, email, PASSWORD) for who, email in PEOPLE.items()}
    return {who: Reader(ours.port, cookie, (ours.pid, *pids)) for who, cookie in cookies.items()}


def _addresses(reader: Reader, conversations: int) -> dict[str, str]:
    """One page of each kind."""
    listed = [f"/desk/?box={box}" for box in BOXES]
    return dict(zip(BOXES, listed, strict=True)) | {"conversation": f"/desk/c/{_seen(reader, conversations // 2)}"}


def _seen(reader: Reader, first: int) -> int:
    """The next conversation that this person may see."""
    for key in range(max(1, first), first + 500):
        if reader.status(f"/desk/c/{key}") == 200:
            return key
    raise LookupError(f"none from {first} on")


def _pages(reader: Reader, pages: int, conversations: int) -> dict[str, Any]:
    keys = [_seen(reader, int(place * conversations * 0.97 / pages)) for place in range(pages)]
    addresses = {box: [f"/desk/?box={box}"] * pages for box in BOXES}
    addresses["conversation"] = [f"/desk/c/{key}" for key in keys]
    for one in addresses.values():
        reader.cost(one[:5])
    found = {name: _figures(reader.cost(each)) for name, each in addresses.items()}
    further = reader.onward("/desk/rows?box=resolved", FURTHER)
    return found | {"page 50 of resolved": _figures(reader.cost([further] * pages))}


def _searches(reader: Reader, searches: int) -> dict[str, Any]:
    # Other words first: what is measured is a desk that has been at work for a while.
    for each in askings.pairs(min(4, searches), seed=1).values():
        reader.cost(map(askings.address, each))
    sorts = {name: reader.cost(map(askings.address, each)) for name, each in askings.pairs(searches, seed=2).items()}
    every = Cost(
        [time for cost in sorts.values() for time in cost.times],
        sum(cost.cpu for cost in sorts.values()) / len(sorts),
        sum(cost.database_cpu for cost in sorts.values()) / len(sorts),
    )
    often = min(5, searches)
    hard = {name: _figures(reader.cost([askings.address(query)] * often)) for name, query in askings.hard().items()}
    further = reader.onward(askings.address("hello"), FURTHER)
    return {
        "two words": _figures(every),
        "by sort": {name: _figures(cost) for name, cost in sorts.items()},
        "hard": hard | {"page 50 of a word in every message": _figures(reader.cost([further] * often))},
    }


def _figures(cost: Cost) -> dict[str, float]:
    return {
        "cpu_ms": round(cost.cpu + cost.database_cpu, 2),
        "database_cpu_ms": round(cost.database_cpu, 2),
        "p50_ms": round(percentile(cost.times, 0.5), 1),
        "p95_ms": round(percentile(cost.times, 0.95), 1),
        "max_ms": round(max(cost.times, default=0.0), 1),
    }


def lines(values: dict[str, Any]) -> list[Line]:
    """The table of the figures."""
    found = []
    for database, sizes in values["databases"].items():
        big, small = sizes["big"], sizes["small"]
        found.append(Line(f"{database}: conversations, messages", f"{big['conversations']:,}, {big['messages']:,}"))
        found.append(Line("seconds to make them", f"{big['seconds_to_make']:,}", "under 1,200"))
        for who in PEOPLE:
            found += _of(who, big[who], small[who])
    return found


def _of(who: str, big: dict[str, Any], small: dict[str, Any]) -> list[Line]:
    found = []
    for name in (*BOXES, "conversation"):
        ratio = big[name]["cpu_ms"] / max(0.1, small[name]["cpu_ms"])
        found += [
            at_most(f"{who}, {name}: statements", big[name]["statements"], STATEMENTS, ""),
            at_most("CPU", big[name]["cpu_ms"], CPU, "ms"),
            at_most("over that in the small install", round(ratio, 2), TIMES, "times"),
        ]
    found.append(Line(f"{who}, page 50 of resolved: CPU", f"{big['page 50 of resolved']['cpu_ms']} ms"))
    found.append(at_most(f"{who}, search for two words, p95", big["two words"]["p95_ms"], SEARCH, "ms"))
    found += [Line(f"  {name}", _spread(cost)) for name, cost in big["by sort"].items()]
    found.append(Line(f"{who}, hard to find: p50, p95", ""))
    found += [Line(f"  {name}", _spread(cost)) for name, cost in big["hard"].items()]
    return found


def _spread(cost: dict[str, float]) -> str:
    return f"{cost['p50_ms']} ms, {cost['p95_ms']} ms"


def main() -> int:
    """Make what is missing, serve it, measure, print."""
    reads = argparse.ArgumentParser(prog="bench/inbox", description=__doc__)
    reads.add_argument("--conversations", type=int, default=1_000_000, help="of the big install (1,000,000)")
    reads.add_argument("--small", type=int, default=10_000, help="of the small install (10,000)")
    reads.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both", help="which (both)")
    reads.add_argument("--pages", type=int, default=150, help="how often each page is opened (150)")
    reads.add_argument("--searches", type=int, default=20, help="searches of each pair of sorts of words (20)")
    reads.add_argument("--cache", type=Path, default=CACHE, help="where the installs are kept (bench/.cache)")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    databases = ("sqlite", "postgres") if asked.database == "both" else (asked.database,)
    values: dict[str, Any] = {"databases": {}}
    for database in databases:
        sizes = values["databases"][database] = {}
        for name, size in (("small", asked.small), ("big", asked.conversations)):
            with server.folder() as workspace, years(asked.cache, database, size) as folder:
                note(f"{database}, {size:,} conversations")
                sizes[name] = measure(folder, asked.pages, asked.searches, workspace)
    values |= {"pages": asked.pages, "searches": asked.searches, "load": os.getloadavg()[0]}
    show("Inbox and search at size", lines(values), values, as_json=asked.json)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NotThere as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit(130)
