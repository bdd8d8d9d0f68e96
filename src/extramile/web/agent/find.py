"""Search from the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from extramile.desk.queries import search
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_LAST = 2**63 - 1
_LONGEST = 300


@allow(Who.AGENT)
def find(request: HttpRequest) -> HttpResponse:
    """What was said and who said it, for a few words and filters; further pages with `before`."""
    agent = agent_of(request)
    query = request.GET.get("q", "")[:_LONGEST]
    key = request.GET.get("before", "")
    before = min(int(key), _LAST) if key.isdecimal() and len(key) < 30 else None
    asked = search.asked(query, timezone.get_current_timezone())
    shown: dict[str, Any] = {"query": query, "asked": asked, "first": before is None, "trouble": ""}
    try:
        shown["found"] = search.found(asked, agent, before=before)
    except search.Busy:
        shown["trouble"] = "busy"
    except search.TooLong:
        shown["trouble"] = "long"
    if before is None:
        shown["choices"] = search.choices(asked, agent)
    return render(request, "desk/_found.html", shown)
