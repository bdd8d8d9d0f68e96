"""How the company stands with its customers, and what of it the world is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from extramile.desk.access import NotThere
from extramile.desk.actions import reputation as actions
from extramile.desk.queries import reputation as queries
from extramile.desk.reports import turning
from extramile.people.access import Refused
from extramile.people.queries import company, today
from extramile.web import figures
from extramile.web.fields import WholeField
from extramile.web.policy import Who, allow
from extramile.web.viewer import agent_of

_HIGHEST = 2**63 - 1


class PageForm(forms.Form):
    """What the public page says at its top."""

    words = WholeField(
        label=gettext_lazy("A sentence of yours at the top"), max_length=actions.WORDS, required=False,
        help_text=gettext_lazy("Such as who you are, and that these are your customers’ own words."),
    )  # fmt: skip


@allow(Who.LEAD)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Ratings, words and reviews, and for admins the page that shows some of it."""
    return render(request, "lead/reputation.html", _shown(request))


@allow(Who.ADMIN)
@require_POST
def open_page(request: HttpRequest) -> HttpResponse:
    """Open the public page, or change what it says at its top."""
    form = PageForm(request.POST)
    if not form.is_valid():
        return render(request, "lead/reputation.html", _shown(request) | {"form": form}, status=422)
    actions.open_page(agent_of(request), form.cleaned_data["words"], day=today())
    messages.success(request, _("The page is open. Anybody who has its address can read it."))
    return redirect("/lead/reputation#public")


@allow(Who.ADMIN)
@require_POST
def close_page(request: HttpRequest) -> HttpResponse:
    """Close it."""
    return _done(request, lambda: actions.close_page(agent_of(request)), _("The page and its badge are closed."))


@allow(Who.LEAD)
@require_POST
def show(request: HttpRequest, act: int) -> HttpResponse:
    """Put a customer's words on the page, or take them down."""
    agent, act = agent_of(request), min(act, _HIGHEST)
    if "off" in request.POST:
        return _done(request, lambda: actions.take_down(agent, act), _("Taken down."))
    return _done(request, lambda: actions.show(agent, act, day=today()), _("On the page, without anybody’s name."))


def _done(request: HttpRequest, act: Callable[[], None], sentence: str) -> HttpResponse:
    try:
        act()
    except NotThere as error:
        raise Http404 from error
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, sentence)
    return redirect("/lead/reputation#words")


def _shown(request: HttpRequest) -> dict[str, Any]:
    day = today()
    found = queries.reputation(day)
    recorded, newest = queries.reviews(day)
    there = queries.page()
    origin = settings.CONFIG.url or request.build_absolute_uri("/").rstrip("/")
    spread = [(stars, found.year.counts[f"star_{stars}"]) for stars in range(5, 0, -1)]
    return {
        "words": figures, "found": found, "turn": queries.turn(), "rule": turning, "spread": spread,
        "most": max((n for _, n in spread), default=0), "comments": queries.comments(), "recorded": recorded,
        "reviews": newest, "allowed": queries.allowed(), "public": there, "form": PageForm(_initial(there)),
        "address": f"{origin}/reputation", "snippet": _snippet(origin),
    }  # fmt: skip


def _initial(there: Any) -> dict[str, str] | None:
    return {"words": there.words} if there else None


def _snippet(origin: str) -> str:
    named = _("What customers of %(company)s say") % {"company": company().name}
    # For somebody else's page: what a company is called is text there too.
    alt = named.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    image = f'<img src="{origin}/reputation/badge.svg" width="260" height="64" alt="{alt}">'
    return f'<a href="{origin}/reputation">{image}</a>'
