"""The team's page: what was made happen lately, in one place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.base import clock
from extramile.culture.queries import around, feedback, mondays, slips, stories, thanks
from extramile.culture.weeks import week_at
from extramile.web.energy import energy
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_NEWEST = 4
_WORDS = 2


@allow(Who.AGENT)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """The page. Each part of it is a template of its own."""
    week = week_at(clock.now())
    shown = {
        "stories": stories.page(most=_NEWEST)[0],
        "passed": thanks.passed(most=_WORDS),
        "thanks": thanks.shared(most=_WORDS),
        "posts": around.posts()[0][:_WORDS],
        "done": feedback.newest_done(),
        "slip": slips.newest(),
        "monday": mondays.monday_for(timezone.localtime(clock.now())),
        "candidates": stories.candidates(timezone.localdate()),
        "pulse": energy(agent_of(request).pk),
        "choice": stories.choice_of(agent_of(request), week),
    }
    return render(request, "team/team.html", shown)
