"""The lead's page: what the team says of itself in sums, and where a hand is wanted. No figure on it is a person's."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from extramile.desk.queries.overdue import overdue
from extramile.desk.queries.reputation import turn
from extramile.web import owed
from extramile.web.energy import last_told
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_PROMISES = 8


@allow(Who.LEAD)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The page. Each part of it is a template of its own; what is sealed comes after it, by the browser's asking."""
    summary, rows = last_told()
    late, more = overdue(agent_of(request), most=_PROMISES)
    shown = {
        "pulse": {"summary": summary, "rows": rows},
        "late": late,
        "more": more,
        "owed": owed,
        "new": uuid4(),
        "turn": turn(),
    }
    return render(request, "lead/lead.html", shown)
