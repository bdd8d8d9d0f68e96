"""Settings: keys with which the shop's programs come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from extramile.people import actions, queries
from extramile.people.models import ApiKey, Right
from extramile.web.origin import origin_of
from extramile.web.policy import Who, allow
from extramile.web.setup.fields import LineField, SeveralField
from extramile.web.setup.pages import Asking, Question, confirm, edit, there
from extramile.web.viewer import agent_of

BACK = "/settings/api"
_RIGHTS = {
    Right.ORDERS: gettext_lazy("Orders: what customers bought"),
    Right.CUSTOMERS: gettext_lazy("Customers: who they are and how they are reached"),
    Right.ACTS: gettext_lazy("Acts: who would recommend us, reviewed us, thanked us in public or sent somebody"),
}
_IN_SHORT = {
    Right.ORDERS: gettext_lazy("Orders"),
    Right.CUSTOMERS: gettext_lazy("Customers"),
    Right.ACTS: gettext_lazy("Acts"),
}

_EXAMPLE = """curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '[]' {}/api/v1/{}"""


class KeyForm(forms.Form):
    """What a key is for, and what it may do."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=60,
        help_text=gettext_lazy("Which program has it, such as Web shop. One for each is easiest to replace."),
    )
    rights = SeveralField(
        label=gettext_lazy("It may send"),
        coerce=str,
        choices=list(_RIGHTS.items()),
        initial=[Right.ORDERS, Right.CUSTOMERS, Right.ACTS],
    )


@allow(Who.ADMIN)
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Every key, and those that were revoked."""
    listed = queries.keys()
    shown = {
        "opening": [_shown(key) for key in listed if key.revoked_on is None],
        "revoked": [_shown(key) for key in listed if key.revoked_on],
    }
    return render(request, "setup/keys.html", shown)


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a key. It is in the answer to the form and nowhere else: a redirect would have to keep it meanwhile."""
    viewer = agent_of(request)
    made: list[tuple[str, str]] = []
    page = Asking(
        title=_("A new key"),
        back=BACK,
        said="",
        about=_("With it a program, such as your web shop, tells what customers bought and did."),
        button=_("Make the key"),
    )

    def save(**given: Any) -> None:
        made.append((actions.make_key(viewer, **given), given["rights"][0]))

    answer = edit(request, KeyForm(request.POST or None), save, page)
    if not made:
        return answer
    key, right = made[0]
    return render(request, "setup/key.html", {"key": key, "example": _EXAMPLE.format(origin_of(request), right)})


@allow(Who.ADMIN)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a key worthless, after asking."""
    found = there(queries.key, pk)
    question = Question(
        title=_("Revoke the key “%(name)s”?") % {"name": found.name},
        about=_("The program that has it is turned away at once. What it sent stays. You can always make another key."),
        button=_("Revoke the key"),
        back=BACK,
        said=_("The key is revoked."),
    )
    return confirm(request, lambda: actions.revoke_key(agent_of(request), pk), question)


def _shown(key: ApiKey) -> dict[str, Any]:
    days = {name: date_format(day, "j F Y") if day else "" for name, day in _days(key)}
    return {"key": key, "rights": ", ".join(str(_IN_SHORT[Right(right)]) for right in key.rights), **days}


def _days(key: ApiKey) -> list[tuple[str, Any]]:
    return [("made", key.made_on), ("used", key.used_on), ("revoked", key.revoked_on)]
