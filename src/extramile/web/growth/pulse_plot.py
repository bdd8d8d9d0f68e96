"""A scale over the rounds as a small plot: what a template draws as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.pulse.queries import Trend
from extramile.web import energy
from extramile.web.plot import level, trail

_SIZE = {"height": 72.0, "edge": 6.0, "most": 100.0}
_WIDTH = 240.0


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
    bands = trend.bands[key]
    middles = [None if band is None else (band.low + band.high) / 2 for band in bands]
    drawn = trail(middles, width=_WIDTH, **_SIZE)
    dots = []
    for one, band, dot in zip(trend.rounds, bands, drawn.dots, strict=True):
        day = energy.day(one.closing.day)
        if band is None or dot is None:
            dots.append(Dot(0.0, 0.0, 0.0, 0.0, day, ""))
        else:
            dots.append(Dot(*dot, level(band.high, **_SIZE), level(band.low, **_SIZE), day, energy.figure(key, band)))
    return Plot(dots, drawn.lines)
