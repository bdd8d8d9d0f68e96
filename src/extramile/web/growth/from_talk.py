"""A scenario from a conversation of one's own: what gives somebody away is taken out first, and shown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from extramile.desk.anonymous import Known, anonymous
from extramile.desk.models import By
from extramile.desk.queries.mine import NotMine, known_in, mine
from extramile.growth.practice.scenarios.draft import Said, draft
from extramile.web.growth.words import words_of
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_ALSO = 50


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
def from_talk(request: HttpRequest, talk: int) -> HttpResponse:
    """The conversation without whose it is, and what was taken out. Nothing is stored here."""
    try:
        found, said = mine(agent_of(request), talk)
    except NotMine as error:
        raise Http404 from error
    also = words_of(request, "also")
    known = [*known_in(found, said), *(Known(one.strip(), _("[left out]")) for one in also.splitlines()[:_ALSO])]
    clean = anonymous([one.text for one in said], known)
    lines = [Said(words, one.by == By.AGENT) for words, one in zip(clean.lines, said, strict=True)]
    shown = {"talk": found, "lines": lines, "stripped": clean.stripped, "also": also, "draft": draft(lines)}
    return render(request, "practice/from_talk.html", shown)
