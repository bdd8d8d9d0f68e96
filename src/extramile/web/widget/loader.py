"""The script behind the embed snippet: the loader, with what this website chose put into it."""

from __future__ import annotations

import gzip
import json
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from extramile.desk.models import Website
from extramile.desk.queries.settings import website_by_key
from extramile.people.queries import company
from extramile.web import assets
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow

_FIVE_MINUTES = 300


@allow(Who.PUBLIC)
@require_safe
def loader(request: HttpRequest, key: str) -> HttpResponse:
    """`/w/KEY.js`, for any page that carries the snippet; reads no cookie."""
    website = website_by_key(key)
    if website is None:
        said = f"Extramile: no website has the key {key}. Copy the line of code again from Settings, Websites."
        # Browsers do not run a script that comes with 404: whoever pasted the line would look at a silent page.
        return _script(request, f"console.warn({_literal(said)});\n")
    # The script is the same for everybody: a shared cache need not keep one for each cookie.
    request.session.accessed = False
    return _script(request, f"(function(config){{\n{_source()}}})({_literal(_config(request, website))});\n")


def _config(request: HttpRequest, website: Website) -> dict[str, str]:
    origin = origin_of(request)
    return {
        "origin": origin,
        "key": website.key,
        "assets": f"{origin}/static/{assets.build()}/widget/",
        "company": company().name,
        "colour": website.colour,
        "greeting": website.greeting,
        "position": website.position,
        "language": website.language,
    }


@cache
def _source() -> str:
    return assets.slim((assets.PACKAGE / "widget" / "loader.js").read_text(encoding="utf-8"))


def _literal(value: object) -> str:
    # ASCII without < and &: a name or greeting can end neither the script nor an element around it.
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _script(request: HttpRequest, source: str) -> HttpResponse:
    body = source.encode()
    answer = HttpResponse(content_type="text/javascript; charset=utf-8")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        # It holds no secret, so it needs none of the padding that Django's own compression adds.
        body = gzip.compress(body, mtime=0)
        answer.headers["Content-Encoding"] = "gzip"
    answer.content = body
    answer.headers["Cache-Control"] = f"public, max-age={_FIVE_MINUTES}"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
