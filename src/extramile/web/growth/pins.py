"""Pinning up what the team should know before the queue."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from extramile.desk.actions import pins
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_DAYS = {"1": 0, "3": 2, "7": 6, "30": 29}


@allow(Who.AGENT)
@require_POST
def pin(request: HttpRequest) -> HttpResponse:
    """Pin a line up, for a team or for everybody."""
    team, today = request.POST.get("team", ""), timezone.localdate()
    try:
        pins.pin(
            agent_of(request), request.POST.get("words", ""), team=int(team) if team.isdecimal() else None,
            until=_until(today, request.POST.get("days", "")), today=today,
        )  # fmt: skip
    except pins.NoWords:
        return _refused(request, _("Write a line to pin up."))
    except pins.NotInTeam:
        return _refused(request, _("You can pin things up for teams you are in, and for everybody."))
    return redirect("/today/#worth")


@allow(Who.AGENT)
@require_POST
def take_down(request: HttpRequest, pin: int) -> HttpResponse:
    """Take a pin down."""
    pins.take_down(agent_of(request), pin, today=timezone.localdate())
    return redirect("/today/#worth")


def _until(today: date, days: str) -> date:
    return today + timedelta(days=_DAYS.get(days, 2))


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("/today/#worth")
