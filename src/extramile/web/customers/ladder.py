"""The ladder: how many stand on each rung."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from extramile.customers.ladder.rungs import Rung
from extramile.customers.queries import ladder as queries
from extramile.web.customers.words import names_of_rungs
from extramile.web.policy import Who, allow


@dataclass(frozen=True, slots=True)
class Bar:
    """One rung as it is drawn: `share` is its part of the fullest one, in per cent."""

    rung: Rung
    name: str
    n: int
    share: float


@allow(Who.AGENT)
@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """How many customers stand on each rung."""
    counts = queries.counts()
    return render(request, "customers/ladder.html", {"bars": bars(counts), "placed": sum(counts.values())})


def bars(counts: dict[Rung, int]) -> list[Bar]:
    """The rungs, the lowest first, against the one on which most stand."""
    most = max(counts.values(), default=0) or 1
    named = [(rung, name) for rung, name in names_of_rungs().items() if rung]
    return [Bar(rung, name, counts.get(rung, 0), round(counts.get(rung, 0) / most * 100, 1)) for rung, name in named]
