"""Practice: what somebody may go on with today, for every part of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.desk.queries.plans import shelf
from extramile.growth.practice.scenarios.queries import known
from extramile.growth.practice.takes.choice import next_one
from extramile.growth.practice.takes.queries import takes
from extramile.web.growth.rehearsal import names_of_whys
from extramile.web.policy import Who, allow
from extramile.web.seal import seal_of


@allow(Who.AGENT)
@require_GET
def hub(request: HttpRequest) -> HttpResponse:
    """The page. Each part of it is a template of its own."""
    seal = seal_of(request)
    own = takes(seal).takes if seal else []
    shown = {
        "shelf": shelf(timezone.localdate()),
        "next": next_one(known().scenarios, own),
        "whys": names_of_whys(),
    }
    return render(request, "practice/hub.html", shown)
