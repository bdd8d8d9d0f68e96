"""Practice: what somebody may go on with today, for every part of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.desk.queries.plans import shelf
from extramile.web.policy import Who, allow


@allow(Who.AGENT)
@require_GET
def hub(request: HttpRequest) -> HttpResponse:
    """The page. Each part of it is a template of its own."""
    return render(request, "practice/hub.html", {"shelf": shelf(timezone.localdate())})
