"""Kept lists: wins, and what makes one happy."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from extramile.growth.journey import actions, queries
from extramile.people.actions import sealed as rows
from extramile.people.seal import Seal, Shelf
from extramile.web.growth.words import Refused, new_row, refusal, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed

_SHELVES = {"wins": Shelf.WINS, "happy": Shelf.HAPPY}
_PAGE = 50
_FOUND = 200


@allow(Who.AGENT)
@require_http_methods(["GET", "POST"])
@sealed
def listed(request: HttpRequest, seal: Seal, name: str) -> HttpResponse:
    """The list, or what of it holds the words one looks for."""
    return _page(request, seal, name)


def _page(request: HttpRequest, seal: Seal, name: str, refused: Refused | None = None) -> HttpResponse:
    # Posted: in an address they would stand in the browser's history, and in the log of a proxy in front of us.
    words = request.POST.get("q", "")[:200]
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    # One more than a page shows: it tells whether there are older ones.
    kept = queries.kept(seal, _shelf(name), words=words, most=_FOUND if words else _PAGE + 1, skip=page * _PAGE)
    shown = {
        "name": name,
        "title": _("Wins") if name == "wins" else _("What makes me happy"),
        "words": words,
        "new": uuid4(),
        "kept": kept if words else kept[:_PAGE],
        "older": page + 1 if not words and len(kept) > _PAGE else None,
        "newer": page - 1 if page else None,
        "goals": queries.goals(seal).going if name == "wins" else [],
        "refused": refused,
    }
    return render(request, "growth/list.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def keep(request: HttpRequest, seal: Seal, name: str) -> HttpResponse:
    """Keep one more."""
    shelf, day, new = _shelf(name), timezone.localdate(), new_row(request)
    given = {"words": words_of(request, "words"), "goal": request.POST.get("goal", "")[:120]}
    refused = refusal("words", given, lambda: actions.keep(seal, shelf, **given, day=day, new=new))
    return _page(request, seal, name, refused) if refused else redirect(f"/journey/{name}")


@allow(Who.AGENT)
@require_POST
@sealed
def forget(request: HttpRequest, seal: Seal, name: str, row: UUID) -> HttpResponse:
    """Destroy one."""
    rows.remove(seal, _shelf(name), row)
    return redirect(f"/journey/{name}")


def _shelf(name: str) -> Shelf:
    if name not in _SHELVES:
        raise Http404
    return _SHELVES[name]
