"""What customers say, for everybody: a page and a badge. Without script and cookie, and closed until it is opened."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from extramile.desk.models import PublicPage
from extramile.desk.queries import reputation as queries
from extramile.people.queries import company, today
from extramile.web import figures
from extramile.web.policy import Who, allow

# For so long one that was made is told to all: so often may anybody ask.
_KEPT = 60
_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors "
_WORDS = 12


@allow(Who.PUBLIC)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page; nothing is there while it is closed."""
    there = queries.page()
    if there is None:
        return _closed("text/plain; charset=utf-8")
    return _answer(_made("public/reputation.html", there), "text/html; charset=utf-8", "'none'")


@allow(Who.PUBLIC)
@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """The same as a small image, for any other website. Who looks at it there is not kept."""
    there = queries.page()
    if there is None:
        return _closed("image/svg+xml")
    answer = _answer(_made("public/badge.svg", there), "image/svg+xml", "*")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _made(template: str, there: PublicPage) -> str:
    """As it was made lately. A change of the page makes it anew in every process, since its edition is in the name."""
    name = f"reputation:{template}:{there.since}:{there.edition}:{get_language()}"
    kept: str | None = cache.get(name)
    if kept is None:
        kept = render_to_string(template, _shown(there))
        cache.set(name, kept, _KEPT)
    return kept


def _shown(there: PublicPage) -> dict[str, Any]:
    year, lately = queries.public_figures(today())
    return {
        "company": company().name, "page": there, "year": year, "lately": lately, "words": figures,
        "said": queries.shown_words(most=_WORDS),
    }  # fmt: skip


def _answer(body: str, kind: str, framed_by: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    answer["Cache-Control"] = f"public, max-age={_KEPT}"
    answer["Content-Security-Policy"] = _POLICY + framed_by
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _closed(kind: str) -> HttpResponse:
    return HttpResponse("", status=404, content_type=kind)
