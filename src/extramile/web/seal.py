"""A person's seal in their browser: open as long as they are signed in there, and closed to everybody else.

The session holds the data key sealed under a secret that only the browser's cookie has: the database alone opens
nothing, and the cookie alone neither.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from extramile.base.sealing import CannotOpen, Key
from extramile.people.actions import sealing
from extramile.people.seal import Seal
from extramile.web.viewer import agent_of

COOKIE = "extramile_seal"
HELD = "seal"
_FRESH = "extramile.seal"
P = ParamSpec("P")


def open_with(request: HttpRequest, password: str) -> None:
    """Open the seal of whoever has just signed in here with this password; made, when they have none yet."""
    if key := sealing.ready(agent_of(request), password):
        hold(request, key)


def hold(request: HttpRequest, key: Key) -> None:
    """Keep somebody's data key for this browser, under a new secret. Called once they are signed in."""
    request.session[HELD], request.META[_FRESH] = parted(key, agent_of(request).pk)


def parted(key: Key, agent: int) -> tuple[str, str]:
    """A data key in two halves, that of the session and that of the cookie, which open it together."""
    secret = Key.fresh()
    box = secret.seal(key.secret, bound=_bound(agent))
    return base64.b64encode(box).decode(), base64.urlsafe_b64encode(secret.secret).decode()


def seal_of(request: HttpRequest) -> Seal | None:
    """The seal of whoever is signed in here; None when this browser cannot open it."""
    held = request.session.get(HELD)
    secret = request.META.get(_FRESH) or request.COOKIES.get(COOKIE)
    if not held or not secret:
        return None
    try:
        opener = Key(base64.urlsafe_b64decode(secret))
        return Seal(Key(opener.open(base64.b64decode(held), bound=_bound(agent_of(request).pk))))
    except (CannotOpen, ValueError, binascii.Error):
        return None


def sealed(view: Callable[Concatenate[HttpRequest, Seal, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that gets its viewer's open seal; when it is closed, the viewer is asked to open it and comes back."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seal = seal_of(request)
        if seal is not None:
            return view(request, seal, *args, **kwargs)
        if "X-Part" in request.headers or request.method != "GET":
            return HttpResponse("Please open your seal first.", status=409, content_type="text/plain")
        return redirect("/sealed/open?" + urlencode({"next": request.get_full_path()}))

    return opened


class SealCookie:
    """Gives a browser its secret when a seal was opened in it, and takes it back when nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if secret := request.META.get(_FRESH):
            response.set_cookie(
                COOKIE, secret, max_age=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE,
                httponly=True, samesite="Lax",
            )  # fmt: skip
        elif COOKIE in request.COOKIES and not request.user.is_authenticated:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response


def _bound(agent: int) -> bytes:
    return f"extramile browser {agent}".encode()
