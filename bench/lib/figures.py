"""Figures, and how they are shown: a table for people, one JSON object for programs."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed; 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is, the figure with its unit, and the limit where there is one."""

    what: str
    figure: str
    limit: str = ""
    kept: bool | None = None


def note(text: str) -> None:
    """Tell the person who waits; never on standard output, which belongs to the figures."""
    print(text, file=sys.stderr, flush=True)


def at_most(what: str, figure: float, limit: float, unit: str) -> Line:
    """A line whose figure may be the limit but not more."""
    return Line(what, f"{figure:,.4g} {unit}", f"at most {limit:g} {unit}", figure <= limit)


def none(what: str, count: float) -> Line:
    """A line whose figure has to be nought."""
    return Line(what, f"{count:,}", "none", count == 0)


def under(what: str, figure: float, limit: float, unit: str) -> Line:
    """A line whose figure has to stay below the limit."""
    return Line(what, f"{figure:,.4g} {unit}", f"under {limit:g} {unit}", figure < limit)


def show(title: str, lines: Sequence[Line], values: Mapping[str, object], *, as_json: bool) -> None:
    """Print the figures to standard output."""
    if as_json:
        print(json.dumps(values))
        return
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("figure", justify="right")
    table.add_column("limit")
    table.add_column("")
    for line in lines:
        table.add_row(line.what, line.figure, line.limit, {None: "", True: "kept", False: "missed"}[line.kept])
    Console(width=None if sys.stdout.isatty() else 110).print(table)
