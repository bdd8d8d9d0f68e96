"""Northfold, the invented shop of the demo: an ordinary website that carries the chat under a strict policy."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from extramile.desk.queries.settings import first_website
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.widget.things import THINGS


@allow(Who.PUBLIC)
@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    """The shop's first page."""
    return _page(request, "demo/home.html", things=THINGS)


@allow(Who.PUBLIC)
@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One thing that it sells."""
    for thing in THINGS:
        if thing.slug == slug:
            return _page(request, "demo/product.html", thing=thing)
    raise Http404


@allow(Who.PUBLIC)
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """How things come back."""
    return _page(request, "demo/returns.html")


def _page(request: HttpRequest, template: str, **values: object) -> HttpResponse:
    if not (settings.CONFIG.data / "demo").exists():
        raise Http404
    origin, nonce, website = origin_of(request), secrets.token_urlsafe(16), first_website()
    chat = f"{origin}/w/{website.key}.js" if website else ""
    answer = render(request, template, {**values, "nonce": nonce, "chat": chat})
    socket = "ws" + origin.removeprefix("http")
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'nonce-{nonce}' {origin}; style-src 'self'; img-src 'self' data:; "
        f"connect-src {origin} {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return answer
