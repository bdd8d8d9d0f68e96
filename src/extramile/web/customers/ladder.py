"""The ladder: how many stand on each rung, and how they came there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.views.decorators.http import require_GET

from extramile.customers.account.told import why_overdrawn
from extramile.customers.ladder.rungs import Rung
from extramile.customers.ladder.told import names_of_rungs
from extramile.customers.queries import ladder as queries
from extramile.customers.queries import lists, overdrawn
from extramile.customers.queries.moves import Moved, moved
from extramile.desk.queries import promises
from extramile.web import owed
from extramile.web.customers.plot import plot
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_OWED = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One rung as it is drawn: `share` is its part of the fullest one, in per cent."""

    rung: Rung
    name: str
    n: int
    share: float
    up: int
    down: int


@allow(Who.AGENT)
@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """How many customers stand on each rung, and how they moved."""
    agent, counts, history = agent_of(request), queries.counts(), moved(timezone.localdate())
    we_owe = promises.page(agent, size=_OWED)
    shown = {
        "bars": bars(counts, history.lately),
        "placed": sum(counts.values()),
        "not_known": queries.not_known(sum(counts.values())),
        "learned": queries.parameters() is not None,
        "weeks": history.weeks,
        "days": [formats.date_format(monday, "j M") for monday in history.weeks],
        "total_up": sum(week.up.total() for week in history.weeks.values()),
        "total_down": sum(week.down.total() for week in history.weeks.values()),
        "plot": plot(history.weeks),
        "many": lists.how_many("drifting", "one-order-away", "one-act-away", "overdrawn"),
        "most": lists.MANY,
        "why": _why(),
        "deepest": overdrawn.DEEPEST,
        "list_of": lists.named,
        "owed": owed,
        "we_owe": we_owe,
        "promises": promises.how_many(agent) if we_owe.rest else len(we_owe.owed),
    }
    return render(request, "customers/ladder.html", shown)


def _why() -> str:
    found = overdrawn.most_often()
    return why_overdrawn(*found) if found else ""


def bars(counts: Mapping[Rung, int], lately: Moved) -> list[Bar]:
    """The rungs, the lowest first, against the one on which most stand."""
    most = max(counts.values(), default=0) or 1
    found = []
    for rung, name in names_of_rungs().items():
        if rung:
            n = counts.get(rung, 0)
            found.append(Bar(rung, name, n, max(round(n / most * 100, 1), 0.6), lately.up[rung], lately.down[rung]))
    return found
