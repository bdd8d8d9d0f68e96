"""Today: what somebody meets before the queue."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock, text
from extramile.growth.today import actions, queries
from extramile.growth.today.days import Face
from extramile.people.seal import Seal
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of


@allow(Who.AGENT)
@require_GET
@sealed
def today(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The page of the day it is for its viewer."""
    now = timezone.localtime(clock.now())
    shown = {
        "now": now,
        "words": formats.date_format(now, "l j F, H:i"),
        "day": queries.today(seal, now),
        "greeting": _greeting(now, text.first_name(agent_of(request).name)),
        "faces": names_of_faces(),
    }
    return render(request, "growth/today.html", shown)


@allow(Who.AGENT)
@require_POST
@sealed
def arriving(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep how its viewer arrives."""
    chosen = request.POST.get("face", "")
    if chosen not in {str(face.value) for face in Face}:
        return HttpResponse(_("Choose one of the five faces."), status=422, content_type="text/plain")
    now = timezone.localtime(clock.now())
    actions.arrive(seal, queries.today(seal, now).day, Face(int(chosen)), at=now)
    return HttpResponse(status=204) if "X-Part" in request.headers else redirect("/today/")


def names_of_faces() -> dict[Face, str]:
    """The five faces in words, the heaviest first."""
    return {
        Face.DRAINED: _("Drained"),
        Face.LOW: _("Low"),
        Face.STEADY: _("Steady"),
        Face.GOOD: _("Good"),
        Face.BRIGHT: _("Bright"),
    }


def _greeting(now: datetime, name: str) -> str:
    if 5 <= now.hour < 12:
        return _("Good morning, %(name)s. Head first.") % {"name": name}
    if 12 <= now.hour < 18:
        return _("Good afternoon, %(name)s. Head first.") % {"name": name}
    return _("Good evening, %(name)s. Head first.") % {"name": name}
