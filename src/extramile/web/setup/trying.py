"""Trying the chat of a website before it is on any page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from extramile.desk.models import Website
from extramile.desk.queries import settings as queries
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.setup.pages import there


def loader_of(website: Website, origin: str) -> str:
    """The address of the script that puts the chat on a page."""
    return f"{origin}/w/{website.key}.js"


@allow(Who.LEAD)
@require_GET
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    """A plain page that carries the chat as visitors meet it, under the policy that a strict website would have."""
    found, origin = there(queries.website, pk), origin_of(request)
    answer = render(request, "setup/try.html", {"website": found, "loader": loader_of(found, origin)})
    socket = "ws" + origin.removeprefix("http")
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {origin}; style-src 'self'; img-src 'self' data:; "
        f"connect-src {origin} {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return answer
