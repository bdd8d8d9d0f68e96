"""Search from the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.desk.access import inboxes_of
from extramile.desk.queries import search
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_LAST = 2**63 - 1


@allow(Who.AGENT)
def find(request: HttpRequest) -> HttpResponse:
    """What was said and who said it, for a few words; further pages with `before`."""
    query = request.GET.get("q", "")[:200]
    key = request.GET.get("before", "")
    before = min(int(key), _LAST) if key.isdecimal() and len(key) < 30 else None
    inboxes = inboxes_of(agent_of(request))
    said, rest = search.said(query, inboxes, before=before)
    people = search.people(query, inboxes) if before is None else []
    shown = {"query": query, "said": said, "people": people, "rest": rest, "first": before is None}
    return render(request, "desk/_found.html", shown | {"words": search.words_of(query)})
