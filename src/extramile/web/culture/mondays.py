"""Monday's idea, the one of this week and those before it, and what is said of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.culture import access
from extramile.culture.models import Monday
from extramile.culture.queries import mondays, stories, thanks
from extramile.culture.queries.talk import comments
from extramile.culture.weeks import WEEK, week_for
from extramile.web.culture.doors import or_404
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_SAID = 2  # words of customers, as many as in the mail


@allow(Who.AGENT)
@require_GET
def newest(request: HttpRequest) -> HttpResponse:
    """The idea of the week it is for its viewer."""
    return _page(request, mondays.monday_for(timezone.localtime(clock.now())))


@allow(Who.AGENT)
@require_GET
@or_404
def monday(request: HttpRequest, monday: int) -> HttpResponse:
    """The idea of an earlier week."""
    return _page(request, access.monday_of(monday, until=week_for(timezone.localtime(clock.now()))))


def _page(request: HttpRequest, found: Monday | None) -> HttpResponse:
    week = week_for(timezone.localtime(clock.now()))
    now = found is not None and found.week == week
    return render(request, "team/monday.html", {
        "monday": found,
        "comments": comments(found.thread) if found else [],
        "fresh": uuid7(),
        "mondays": mondays.mondays(until=week),
        "story": stories.chosen(since=week - WEEK) if now else None,
        "passed": thanks.passed(since=week - WEEK, most=_SAID) if now else [],
        "wanted": mondays.wants_letters(agent_of(request)),
    })  # fmt: skip
