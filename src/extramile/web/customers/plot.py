"""Moves over time as a plot: a column up and one down for each week, drawn as SVG by a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extramile.customers.ladder.rungs import Rung
from extramile.customers.queries.moves import Moved

WIDTH, HEIGHT = 720.0, 150.0
_GAP = 0.28


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column: those who came to one rung, or (rung 0) all who went down."""

    rung: Rung
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Pieces on a field of WIDTH by HEIGHT, the height of its zero line, and the most that a column stands for."""

    pieces: list[Piece]
    zero: float
    most: int


def plot(weeks: Mapping[date, Moved]) -> Plot:
    """The columns of some weeks: upwards who came up, by rung, and downwards from the zero line who went down."""
    ups = [sum(week.up.values()) for week in weeks.values()]
    downs = [sum(week.down.values()) for week in weeks.values()]
    most_up, most_down = max(ups, default=0), max(downs, default=0)
    unit = HEIGHT / max(most_up + most_down, 1)
    zero = most_up * unit
    step = WIDTH / max(len(weeks), 1)
    pieces: list[Piece] = []
    for place, week in enumerate(weeks.values()):
        x, width, y = (place + _GAP / 2) * step, step * (1 - _GAP), zero
        for rung in Rung:
            if n := week.up[rung]:
                y -= n * unit
                pieces.append(_piece(rung, x, y, width, n * unit))
        if down := sum(week.down.values()):
            pieces.append(_piece(Rung.NOT_KNOWN, x, zero, width, down * unit))
    return Plot(pieces, round(zero, 1), max(most_up, most_down))


def _piece(rung: Rung, x: float, y: float, width: float, height: float) -> Piece:
    return Piece(rung, round(x, 1), round(y, 1), round(width, 1), round(height, 1))
