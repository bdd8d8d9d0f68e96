"""Reads of pulse: what is asked, and what closed rounds tell. Nothing here tells of an open round or of a person."""

from extramile.pulse.queries.asking import Asking, Standing, open_round, standing
from extramile.pulse.queries.telling import Line, Summary, Trend, closed_rounds, summary, trend

__all__ = [
    "Asking",
    "Line",
    "Standing",
    "Summary",
    "Trend",
    "closed_rounds",
    "open_round",
    "standing",
    "summary",
    "trend",
]
