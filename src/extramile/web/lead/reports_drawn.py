"""A report over time: days in pieces that are wide enough to be seen, as plots and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from extramile.desk.queries.reports import LONG, Span
from extramile.desk.reports.figures import Figures
from extramile.web.figures import about, whole
from extramile.web.plot import Columns, Trail, columns, trail

_DAYS = 31
TRAIL = (720.0, 90.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What began and how long first answers took, piece by piece: `rows` has a name, a count and a length of each."""

    began: Columns
    first: Trail
    longest: str
    most: str
    rows: list[tuple[str, str, str]]


def drawn(days: Mapping[date, Figures], span: Span) -> Drawn:
    """The plots of a span: by day up to a month, by week up to a year, else by month."""
    pieces: dict[date, Figures] = {}
    for place in range(span.days):
        day = span.since + timedelta(days=place)
        piece = pieces.setdefault(max(_begins(day, span), span.since), Figures())
        if day in days:
            piece.add(days[day].counts)
    pattern = "F Y" if span.days > LONG else "j M"
    return _plots([(date_format(begins, pattern), figures) for begins, figures in pieces.items()])


def by_hour(rows: Sequence[tuple[str, Figures]]) -> Drawn:
    """The plots of the hours of a day."""
    return _plots(rows)


def _plots(pieces: Sequence[tuple[str, Figures]]) -> Drawn:
    medians = [figures.first.median for _, figures in pieces]
    longest = max((median for median in medians if median is not None), default=0.0)
    began = columns([{"began": figures.began} for _, figures in pieces])
    line = trail(medians, width=TRAIL[0], height=TRAIL[1], edge=6.0, most=longest)
    rows = [(name, whole(figures.began), about(figures.first.median)) for name, figures in pieces]
    return Drawn(began, line, about(longest) if longest else "", whole(began.most), rows)


def _begins(day: date, span: Span) -> date:
    if span.days <= _DAYS:
        return day
    return day - timedelta(days=day.weekday()) if span.days <= LONG else day.replace(day=1)
