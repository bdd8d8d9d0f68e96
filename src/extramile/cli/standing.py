"""`extramile ladder`: how many customers stand on each rung."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

from rich.console import Console
from rich.table import Table

from extramile.base import clock
from extramile.customers.ladder.rungs import Rung
from extramile.customers.queries.ladder import AsOf, as_of


def ladder(day: date | None, *, as_json: bool) -> int:
    """Print the ladder as of a day. Returns the exit code."""
    found = as_of(day or clock.now().date())
    if as_json:
        print(json.dumps(_plain(found)))
    else:
        table = Table("rung", "customers")
        for rung, n in reversed(found.rungs.items()):
            table.add_row(rung.name.replace("_", " ").lower(), f"{n:,}")
        Console().print(table)
        if found.parameters is None:
            print("Too few customers have bought again to tell who is still here; nobody is called loyal yet.")
    return 0


def _plain(found: AsOf) -> dict[str, object]:
    rungs = {rung.name.lower(): n for rung, n in found.rungs.items() if rung} | {
        "not_known": found.rungs[Rung.NOT_KNOWN]
    }
    return {"rungs": rungs, "parameters": asdict(found.parameters) if found.parameters else None}
