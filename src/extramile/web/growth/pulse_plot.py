"""A scale over the rounds as a small plot: what a template draws as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.pulse.queries import Trend
from extramile.web import energy

WIDTH, HEIGHT, _EDGE = 240, 72, 6


@dataclass(frozen=True, slots=True)
class Dot:
    """One round: where it lies, how far its band reaches, and what it reads as. Without `reads` nothing is shown."""

    x: float
    y: float
    top: float
    bottom: float
    day: str
    reads: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The rounds from the oldest to the newest, and the lines between those that follow each other, as points."""

    dots: list[Dot]
    lines: list[str]

    @property
    def shows(self) -> bool:
        """Whether there is anything to draw."""
        return any(dot.reads for dot in self.dots)


def plot(trend: Trend, key: str) -> Plot:
    """The plot of one scale."""
    step = (WIDTH - 2 * _EDGE) / max(len(trend.rounds) - 1, 1)
    dots: list[Dot] = []
    lines: list[list[str]] = [[]]
    for place, (one, band) in enumerate(zip(trend.rounds, trend.bands[key], strict=True)):
        x, day = round(_EDGE + place * step, 1), energy.day(one.closing.day)
        if band is None:
            dots.append(Dot(x, HEIGHT, HEIGHT, HEIGHT, day, ""))
            lines.append([])
            continue
        y = _height((band.low + band.high) / 2)
        dots.append(Dot(x, y, _height(band.high), _height(band.low), day, energy.figure(key, band)))
        lines[-1].append(f"{x},{y}")
    return Plot(dots, [" ".join(line) for line in lines if len(line) > 1])


def _height(value: float) -> float:
    return round(HEIGHT - _EDGE - value / 100 * (HEIGHT - 2 * _EDGE), 1)
