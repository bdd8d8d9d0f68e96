"""Reports as tables for spreadsheets. Lengths of time are seconds; what rests on too few is left empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import HttpResponse

from extramile.desk.reports.figures import Figures, Times
from extramile.web.lead.reports_asked import Asked
from extramile.web.lead.reports_words import Row
from extramile.web.table import plain, whole

_FIGURES = (
    "conversations", "first_answers", "first_answer_median_s", "first_answer_nine_of_ten_s", "waits", "wait_median_s",
    "wait_nine_of_ten_s", "resolved", "resolved_median_s", "resolved_nine_of_ten_s", "solved_at_first_contact",
    "ratings", "stars", "said_if_they_recommend", "would_recommend", "came_back_within_a_week", "handed_on",
    "told_again",
)  # fmt: skip


def by_part(asked: Asked, rows: Iterable[Row]) -> HttpResponse:
    """The parts of a report, a line each."""
    days = [asked.span.since.isoformat(), asked.span.until.isoformat()]
    told = [[*days, plain(row.name), *_cells(row.figures)] for row in rows]
    return _file(asked, [["from", "to", asked.by, *_FIGURES], *told], asked.by)


def by_day(asked: Asked, days: Mapping[date, Figures]) -> HttpResponse:
    """The days of a report, a line each."""
    told = [[day.isoformat(), *_cells(figures)] for day, figures in days.items()]
    return _file(asked, [["day", *_FIGURES], *told], "days")


def _cells(figures: Figures) -> list[str]:
    counts = figures.counts
    first = "" if figures.solved_first is None else f"{figures.solved_first:.3f}"
    said = ["" if figures.stars is None else f"{figures.stars:.2f}", str(figures.asked)]
    return [
        str(figures.began), *_times(figures.first), *_times(figures.waits), *_times(figures.solving), first,
        str(figures.rated), *said, "" if figures.would is None else str(figures.would), str(counts["again"]),
        str(counts["handed"]), str(counts["twice"]),
    ]  # fmt: skip


def _times(times: Times) -> list[str]:
    return [str(times.n), *("" if one is None else f"{one:.0f}" for one in (times.median, times.most))]


def _file(asked: Asked, rows: Iterable[Iterable[str]], named: str) -> HttpResponse:
    answer = HttpResponse(whole(rows), content_type="text/csv; charset=utf-8")
    file = f"reports-{named}-{asked.span.since}-{asked.span.until}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    answer["Cache-Control"] = "no-store"
    return answer
