"""A take in the rehearsal room: looked at, gone on with, tried again, shown to a colleague, destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock, text
from extramile.growth.practice.rehearsal.faults import Broken
from extramile.growth.practice.rehearsal.take import Heard, Line, heard_in_words
from extramile.growth.practice.scenarios.queries import known
from extramile.growth.practice.takes import actions, queries
from extramile.growth.practice.takes.take import Take, played_of
from extramile.people.seal import Seal, TooMuch
from extramile.web.growth.colleagues import chosen_among, colleagues_for
from extramile.web.growth.rehearsal import in_words, seed
from extramile.web.growth.stage import staged
from extramile.web.growth.words import new_row, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_PAGE = 50
_LONGEST_WAIT = 3_600.0  # seconds
T = TypeVar("T")


@allow(Who.AGENT)
@require_GET
@sealed
def listed(request: HttpRequest, seal: Seal) -> HttpResponse:
    """One's own takes, a page of them."""
    asked, found = request.GET.get("page", ""), queries.takes(seal)
    page = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    shown = {
        "closed": found.closed,
        "takes": found.takes[page * _PAGE : (page + 1) * _PAGE],
        "older": page + 1 if found.takes[(page + 1) * _PAGE :] else None,
        "newer": page - 1 if page else None,
    }
    return render(request, "practice/takes.html", shown)


@allow(Who.AGENT)
@require_GET
@sealed
def take(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """One take, as far as it is."""
    return render(request, "practice/take.html", _shown(request, _own(seal, row)))


@allow(Who.AGENT)
@require_POST
@sealed
def say(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Write the next line."""
    words, note, left = words_of(request, "words")[: text.LIMIT], "", ""
    try:
        if words:
            actions.say(seal, row, Line(words, _after(request, _own(seal, row))), place=_place(request))
        else:
            note = heard_in_words()[Heard.EMPTY]
    except (actions.Full, TooMuch):
        note, left = _("This take is full. The next one begins fresh."), words
    except actions.Elsewhere:
        note, left = _("The take went on in another tab, so your line was not said. It is still here."), words
    except (queries.NotThere, Broken) as error:
        raise Http404 from error
    return _answered(request, seal, row, note, left)


@allow(Who.AGENT)
@require_POST
@sealed
def undo(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Take the last line back."""
    _done(lambda: actions.undo(seal, row, place=_place(request)))
    return _answered(request, seal, row, note="")


@allow(Who.AGENT)
@require_POST
@sealed
def again(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Try again from a line, in a take of its own."""
    day = timezone.localdate()
    made = _done(lambda: actions.again(seal, row, place=_place(request), day=day, new=new_row(request)))
    return redirect(f"/practice/rehearsal/takes/{made}#words")


@allow(Who.AGENT)
@require_POST
@sealed
def next_take(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Another take of the same scenario, as it is by now; improvised, if one wants."""
    before = _own(seal, row).played
    now, improv = known().scenarios.get(before.scenario), "improv" in request.POST or before.improv
    if now is None:
        played = replace(before, seed=seed(), improv=improv)
    else:
        played = played_of(now, seed=seed(), improv=improv and bool(now.turns), timed=before.timed)
    made = _done(lambda: actions.begin(seal, played, day=timezone.localdate(), new=new_row(request)))
    return redirect(f"/practice/rehearsal/takes/{made}")


@allow(Who.AGENT)
@require_POST
@sealed
def share(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Show it to these colleagues and to nobody else; to none takes it back."""
    chosen = chosen_among(request)
    try:
        _done(lambda: actions.share(seal, agent_of(request), row, chosen))
    except TooMuch as error:
        raise Http404 from error
    messages.success(request, _("They can look at it now.") if chosen else _("Nobody else sees it."))
    return redirect(f"/practice/rehearsal/takes/{row}#share")


@allow(Who.AGENT)
@require_POST
@sealed
def drop(request: HttpRequest, seal: Seal, row: UUID) -> HttpResponse:
    """Destroy a take, once that is said twice."""
    if "sure" not in request.POST:
        return render(request, "practice/take_drop.html", {"take": _own(seal, row)})
    actions.drop(seal, agent_of(request), row)
    messages.success(request, _("The take is destroyed."))
    return redirect("/practice/rehearsal/takes/")


@allow(Who.AGENT)
@require_GET
@sealed
def shown(request: HttpRequest, seal: Seal, pk: int) -> HttpResponse:
    """A take that a colleague shows."""
    for one in queries.shown_to(seal, agent_of(request)):
        if one.pk == pk:
            given = {"take": one.take, "owner": one.owner, "in_words": in_words, **staged(one.take)}
            return render(request, "practice/take_shown.html", given)
    raise Http404


def _shown(request: HttpRequest, found: Take, note: str = "", left: str = "") -> dict[str, object]:
    return {
        "take": found, "note": note, "left": left, "now": int(clock.now().timestamp()), "in_words": in_words,
        **colleagues_for(request, found.row), **staged(found),
    }  # fmt: skip


def _answered(request: HttpRequest, seal: Seal, row: UUID, note: str, left: str = "") -> HttpResponse:
    """The take as it is by now; with `left`, words that were not said stand where one writes."""
    part = "X-Part" in request.headers
    if part or left:
        page = "practice/_take.html" if part else "practice/take.html"
        return render(request, page, _shown(request, _own(seal, row), note, left))
    if note:
        messages.error(request, note)
    return redirect(f"/practice/rehearsal/takes/{row}#words")


def _after(request: HttpRequest, take: Take) -> float:
    """How long somebody took, by when the page they answer was made; nothing where a take is not timed."""
    since = request.POST.get("since", "")
    if not take.played.timed or not since.isdecimal() or len(since) > 11:
        return 0.0
    return min(max(clock.now().timestamp() - int(since), 0.0), _LONGEST_WAIT)


def _place(request: HttpRequest) -> int:
    place = request.POST.get("place", "")
    return int(place) if place.isdecimal() and len(place) < 4 else -1


def _done(act: Callable[[], T]) -> T:
    try:
        return act()
    except (queries.NotThere, Broken) as error:
        raise Http404 from error


def _own(seal: Seal, row: UUID) -> Take:
    return _done(lambda: queries.take(seal, row))
