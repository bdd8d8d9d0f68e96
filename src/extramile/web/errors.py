"""Pages that say what went wrong, and what to do about it."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.refusal import AWAY, BROKEN


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return render(request, "error.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault; or a database that is locked, full or away, which passes."""
    away = _is_away(sys.exc_info()[1])
    if request.path.startswith("/api/"):
        return AWAY.answer() if away else BROKEN.answer()
    status = 503 if away else 500
    answer = render(request, "error.html", {"status": status}, status=status)
    if away:
        answer["Retry-After"] = "5"
    return answer


def _is_away(error: BaseException | None) -> bool:
    # SQLite calls a column that is not there by the same name, and that does not pass.
    return isinstance(error, OperationalError | InterfaceError) and "no such" not in str(error)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries in a short time; allauth's limiter finds this by the name `handler429`."""
    return render(request, "error.html", {"status": 429}, status=429)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret does not fit any more, or one that somebody else's page sent."""
    return render(request, "people/stale.html", {"reason": reason}, status=403)
