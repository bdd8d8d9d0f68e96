"""Moves over time as a plot: a column up and one down for each week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extramile.customers.ladder.rungs import Rung
from extramile.customers.queries.moves import Moved
from extramile.web.plot import Columns, columns


def plot(weeks: Mapping[date, Moved]) -> Columns:
    """The columns of some weeks: upwards who came up, by rung, and downwards from the zero line who went down."""
    ups = [{f"rung-{rung.value}": week.up[rung] for rung in Rung} for week in weeks.values()]
    return columns(ups, [{"down": week.down.total()} for week in weeks.values()])
