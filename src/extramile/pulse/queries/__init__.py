"""Reads of pulse: what is asked, and what closed rounds tell. Nothing here tells of an open round or of a person."""

from extramile.pulse.queries.asking import asked_about, has_answered, measures_of, open_round, slice_of
from extramile.pulse.queries.telling import Line, Summary, Trend, closed_rounds, summary, trend

__all__ = [
    "Line",
    "Summary",
    "Trend",
    "asked_about",
    "closed_rounds",
    "has_answered",
    "measures_of",
    "open_round",
    "slice_of",
    "summary",
    "trend",
]
