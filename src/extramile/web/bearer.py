"""Programs that come with a key in their Authorization header. Cookies and addresses let nobody in here."""

from __future__ import annotations

import math

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from extramile.base.limits import Counted
from extramile.people import actions, queries
from extramile.people.models import Right
from extramile.web.refusal import AWAY, Refusal

MOST, SECONDS = 300, 60.0
_MAKE = "An admin makes one at Settings, API."
_asked = Counted("api", MOST, SECONDS)
_IN_ADDRESS = Refusal(
    400, "key_in_address", "Nothing belongs behind the address: what stands there ends up in logs and histories.",
    "Send the key as the header Authorization: Bearer KEY. If a key was in the address, revoke it and make another.",
)  # fmt: skip
_NO_KEY = Refusal(401, "no_key", "This request carries no key.", f"Send the header Authorization: Bearer KEY. {_MAKE}")
_WRONG_KEY = Refusal(
    401, "wrong_key", "This key does not open anything: it is mistyped, or was revoked.", f"Use another one. {_MAKE}"
)


def refused(request: HttpRequest, right: Right | None) -> HttpResponse | None:
    """What a program is told that may not come in, or may not do what `right` names; None for one that may."""
    if request.META.get("QUERY_STRING"):
        return _IN_ADDRESS.answer()
    scheme, _, shown = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not shown.strip():
        return _NO_KEY.answer(WWW_Authenticate='Bearer realm="Extramile"')
    try:
        return _refused(shown.strip(), right)
    except OperationalError:
        return AWAY.answer()


def _refused(shown: str, right: Right | None) -> HttpResponse | None:
    key = queries.key_of(shown)
    if key is None:
        return _WRONG_KEY.answer(WWW_Authenticate='Bearer realm="Extramile", error="invalid_token"')
    if wait := _asked.take(key.start):
        return _too_often(math.ceil(wait)).answer()
    if right and right not in key.rights:
        return _not_allowed(right).answer(WWW_Authenticate='Bearer realm="Extramile", error="insufficient_scope"')
    actions.key_used(key)
    return None


def _too_often(wait: int) -> Refusal:
    return Refusal(
        429, "too_often", f"This key has asked {MOST} times within a minute.",
        "Send it again after Retry-After seconds, and up to 1,000 objects at a time.", wait,
    )  # fmt: skip


def _not_allowed(right: Right) -> Refusal:
    return Refusal(403, "not_allowed", f"This key may not send {right}.", f"Use one that may. {_MAKE}")
