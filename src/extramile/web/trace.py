"""The name of each page request: in the log, in the answer's header, and on pages that say what went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bind_contextvars, bound_contextvars, unbind_contextvars

from extramile.base import log, metrics

HEADER = "X-Request-Id"
# Where the bridge puts the name, in place of what a browser may have sent.
KEY = "HTTP_X_REQUEST_ID"
_log = structlog.get_logger()


class Traced:
    """Names each request in every line that is logged while it is answered, and tells how the answer went.

    No line says who asked, or from where: a page that somebody opens is nobody's business.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = request.META.setdefault(KEY, log.request_id())
        with bound_contextvars(request=name):
            began = time.perf_counter()
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            response.headers[HEADER] = name
            metrics.page(response.status_code, seconds)
            _tell(request, response.status_code, seconds)
            unbind_contextvars("conversation")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]) -> None:
        """From here on the lines also name the conversation that the page is about."""
        if isinstance(kwargs.get("conversation"), int):
            bind_contextvars(conversation=kwargs["conversation"])


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    # The pattern of the address: the address itself may be the secret of an invitation.
    route = request.resolver_match.route if request.resolver_match else ""
    told = {"method": request.method, "route": route, "status": status, "seconds": round(seconds, 4)}
    if status >= 500:
        _log.error("page", **told)
    elif status >= 400:
        _log.info("page", **told)
    else:
        _log.debug("page", **told)
