"""Figures over time as plots that a template draws as SVG: columns, and a line with gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720.0, 150.0
_GAP = 0.28


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column, and the class that it is drawn with."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Pieces on a field of WIDTH by HEIGHT, the height of its zero line, and the most that a column stands for."""

    pieces: list[Piece]
    zero: float
    most: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Where each value lies, None where there is none, and as points the lines between those that follow each other."""

    dots: list[tuple[float, float] | None]
    lines: list[str]


def columns(ups: Sequence[Mapping[str, int]], downs: Sequence[Mapping[str, int]] = ()) -> Columns:
    """A column for each place: its parts upwards by kind, from the bottom, and others down from the zero line."""
    downs = downs or [{}] * len(ups)
    most_up = max((sum(parts.values()) for parts in ups), default=0)
    most_down = max((sum(parts.values()) for parts in downs), default=0)
    unit = HEIGHT / max(most_up + most_down, 1)
    zero, step = most_up * unit, WIDTH / max(len(ups), 1)
    pieces: list[Piece] = []
    for place, (up, down) in enumerate(zip(ups, downs, strict=True)):
        x, width = (place + _GAP / 2) * step, step * (1 - _GAP)
        y = zero
        for kind, n in up.items():
            if n:
                y -= n * unit
                pieces.append(_piece(kind, x, y, width, n * unit))
        y = zero
        for kind, n in down.items():
            if n:
                pieces.append(_piece(kind, x, y, width, n * unit))
                y += n * unit
    return Columns(pieces, round(zero, 1), max(most_up, most_down))


def trail(values: Sequence[float | None], *, width: float, height: float, edge: float, most: float) -> Trail:
    """Values from 0 to `most` from left to right, on a field whose `edge` stays empty."""
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    dots: list[tuple[float, float] | None] = []
    lines: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            dots.append(None)
            lines.append([])
            continue
        x, y = round(edge + place * step, 1), level(value, height=height, edge=edge, most=most)
        dots.append((x, y))
        lines[-1].append(f"{x},{y}")
    return Trail(dots, [" ".join(line) for line in lines if len(line) > 1])


def level(value: float, *, height: float, edge: float, most: float) -> float:
    """How far down a value from 0 to `most` lies."""
    return round(height - edge - value / (most or 1) * (height - 2 * edge), 1)


def _piece(kind: str, x: float, y: float, width: float, height: float) -> Piece:
    return Piece(kind, round(x, 1), round(y, 1), round(width, 1), round(height, 1))
