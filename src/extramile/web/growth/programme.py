"""The programme: what somebody goes through, in their own order of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock
from extramile.desk.models import Conversation
from extramile.desk.queries.moments import resolved_by
from extramile.growth.journey.queries import compass
from extramile.growth.practice.programme import actions, queries
from extramile.growth.practice.programme.modules import Beside, Module, Part, names_of_parts
from extramile.people.models import Agent
from extramile.people.seal import Seal
from extramile.web.growth.first_week import first_week
from extramile.web.growth.recall import day_of
from extramile.web.growth.words import Refused, refusal, words_of
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_PAGE = "/practice/programme/"
_LATELY = timedelta(days=30)
_FEW = 3


@dataclass(frozen=True, slots=True)
class Own:
    """What of somebody's own stands beside an exercise; None of a kind that it does not ask for."""

    values: dict[str, str] | None
    talks: list[Conversation] | None


@allow(Who.AGENT)
@require_GET
@sealed
def programme(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The three parts, and what comes next."""
    found, there = queries.progress(seal), queries.modules()
    going = (one for one in there if one.part in found.opened and one.key not in found.kept)
    shown = {
        "found": found,
        "parts": [(part, name, [one for one in there if one.part == part]) for part, name in names_of_parts().items()],
        "about": _about(),
        "next": next(going, None),
    }
    return render(request, "practice/programme.html", shown)


@allow(Who.AGENT)
@require_GET
@sealed
def first(request: HttpRequest, seal: Seal) -> HttpResponse:
    """A newcomer's first week."""
    return render(request, "practice/first_week.html", {"days": first_week()})


@allow(Who.AGENT)
@require_GET
@sealed
def module(request: HttpRequest, seal: Seal, key: str) -> HttpResponse:
    """One module, with what somebody kept of it."""
    return _page(request, seal, key)


def _page(request: HttpRequest, seal: Seal, key: str, refused: Refused | None = None) -> HttpResponse:
    found, chosen = queries.progress(seal), _module(key)
    if chosen.part not in found.opened:
        return redirect(f"{_PAGE}#{chosen.part}")
    there = [one for one in queries.modules() if one.part in found.opened]
    after = there[[one.key for one in there].index(key) + 1 :]
    shown = {
        "module": chosen,
        "part": names_of_parts()[chosen.part],
        "kept": found.kept.get(key),
        "opens": found.opens,
        "own": _own(seal, agent_of(request), chosen),
        "after": after[0] if after else None,
        "refused": refused,
    }
    return render(request, "practice/module.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_POST
@sealed
def keep(request: HttpRequest, seal: Seal, key: str) -> HttpResponse:
    """Keep that somebody has been through a module, with what they wrote or without; or let that go."""
    chosen, day = _module(key), day_of(seal)
    if "let-go" in request.POST:
        actions.let_go(seal, chosen, day=day)
        return redirect(f"{_PAGE}{key}")
    before, answer = queries.progress(seal), words_of(request, "answer")
    if chosen.part not in before.opened:
        return redirect(f"{_PAGE}#{chosen.part}")
    if refused := refusal("answer", {"answer": answer}, lambda: actions.go_through(seal, chosen, answer, day=day)):
        return _page(request, seal, key, refused)
    opened = queries.progress(seal).opened - before.opened
    name = "".join(name for part, name in names_of_parts().items() if part in opened)
    messages.success(request, _("Kept. %(part)s is open now.") % {"part": name} if name else _("Kept, for you alone."))
    return redirect(f"{_PAGE}{key}#kept")


@allow(Who.AGENT)
@require_POST
@sealed
def open_part(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Somebody is already there."""
    named = [part for part in Part if part.value == request.POST.get("part")]
    for part in named:
        actions.open_part(seal, part, day=day_of(seal))
    return redirect(f"{_PAGE}#{named[0]}" if named else _PAGE)


def _module(key: str) -> Module:
    try:
        return queries.module(key)
    except queries.NotThere as error:
        raise Http404 from error


def _own(seal: Seal, agent: Agent, chosen: Module) -> Own:
    since = timezone.localtime(clock.now()) - _LATELY
    return Own(
        compass(seal).values if Beside.VALUES in chosen.beside else None,
        resolved_by(agent.pk, since=since)[:_FEW] if Beside.TALKS in chosen.beside else None,
    )


def _about() -> dict[Part, str]:
    return {
        Part.HEAD: _("Motivation, belief, commitment. A conversation is decided in the head, before any technique."),
        Part.PLAN: _("Habits for every conversation: listening, words, delivery, courtesy, knowledge."),
        Part.MASTERY: _("What takes years, and can be begun in any week."),
    }
