"""The reports of the desk: a page, and the same as tables for spreadsheets. By anything but by person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from extramile.customers.ladder.told import names_of_rungs
from extramile.customers.queries.moves import between
from extramile.desk.queries import reports as queries
from extramile.desk.queries.reports import Report, Span
from extramile.desk.reports.apart import FEWEST
from extramile.people.queries import company
from extramile.web import figures
from extramile.web.lead import reports_table, reports_words
from extramile.web.lead.reports_asked import AskForm, asked
from extramile.web.lead.reports_drawn import TRAIL, by_hour, drawn
from extramile.web.policy import Who, allow


@allow(Who.LEAD)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Figures of some days, those of as many before, and each part of them."""
    form, wanted, shown = asked(request)
    found = queries.report(wanted.span, by=wanted.by, only=wanted.only, shown=shown)
    rows = reports_words.rows_of(found, reports_words.names_of(wanted.by, shown))
    over_time = drawn(found.days, wanted.span)
    values: dict[str, Any] = {
        "form": form, "asked": wanted, "shown": shown, "zone": company().time_zone, "words": figures,
        "tiles": reports_words.tiles(found), "rows": rows, "over_time": over_time, "field_of": TRAIL,
        "hours": by_hour([(row.name, row.figures) for row in rows]) if wanted.by == "hour" else None,
        "progress": queries.progress(), "anything": _has_anything(found), "fewest": FEWEST,
        "moves": _moves(wanted.span) if wanted.whole else [], "query": _query(form),
    }  # fmt: skip
    return render(request, "lead/reports.html", values, status=422 if form.errors else 200)


@allow(Who.LEAD)
@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """The parts of a report as a file."""
    _, wanted, shown = asked(request)
    found = queries.report(wanted.span, by=wanted.by, only=wanted.only, shown=shown)
    return reports_table.by_part(wanted, reports_words.rows_of(found, reports_words.names_of(wanted.by, shown)))


@allow(Who.LEAD)
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """The days of a report as a file."""
    _, wanted, _ = asked(request)
    return reports_table.by_day(wanted, queries.each_day(wanted.span, only=wanted.only))


def _has_anything(found: Report) -> bool:
    return any(found.whole.counts.values())


def _query(form: AskForm) -> str:
    """What was asked, for the addresses of its files."""
    return urlencode({name: form.data[name] for name in form.fields if form.data.get(name)})


def _moves(span: Span) -> list[tuple[str, int, int, int, int]]:
    """Of each rung how many came up to it and went down from it, in these days and in as many before."""
    now, before = between(span.since, span.until), between(span.before.since, span.before.until)
    found = [
        (name, now.up[rung], now.down[rung], before.up[rung], before.down[rung])
        for rung, name in names_of_rungs().items()
        if rung
    ]
    return found if any(n for _, *counts in found for n in counts) else []
