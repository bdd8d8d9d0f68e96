"""Pages that say what went wrong, and what to do about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.refusal import BROKEN


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return render(request, "error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault."""
    if request.path.startswith("/api/"):
        return BROKEN.answer()
    return render(request, "error.html", {"status": 500}, status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries in a short time; allauth's limiter finds this by the name `handler429`."""
    return render(request, "error.html", {"status": 429}, status=429)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret does not fit any more, or one that somebody else's page sent."""
    return render(request, "people/stale.html", {"reason": reason}, status=403)
