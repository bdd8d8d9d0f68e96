"""Today: what somebody meets before the queue."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.base import clock, text
from extramile.culture.queries.mondays import monday_for
from extramile.growth.coaching.queries import coming
from extramile.growth.journey.queries import goals
from extramile.growth.practice.recall.queries import waiting
from extramile.growth.today import actions, queries
from extramile.growth.today.days import Face, Part
from extramile.growth.today.intentions import Plan, offered
from extramile.people.models.sealed import Opener
from extramile.people.queries.sealed import openers
from extramile.people.seal import Seal
from extramile.web import owed
from extramile.web.growth.lessons import lessons_of
from extramile.web.growth.words import Refused
from extramile.web.growth.worth import heard, pinned_for, worth_knowing
from extramile.web.policy import Who, allow
from extramile.web.seal import seal_of, sealed
from extramile.web.viewer import agent_of

_MOST = 240


@allow(Who.AGENT)
@require_GET
@sealed
def today(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The page of the day it is for its viewer."""
    return _page(request, seal)


def _page(request: HttpRequest, seal: Seal, refused: Refused | None = None) -> HttpResponse:
    now = timezone.localtime(clock.now())
    found = queries.page(seal, now)
    asked = request.GET.get("another", "")
    turn = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    shown = {
        "words": formats.date_format(now, "l j F, H:i"),
        "greeting": _greeting(now, text.first_name(agent_of(request).name)),
        "day": found.day,
        "off": found.off,
        "names": names_of_parts(),
        "faces": names_of_faces(),
        "offered": offered(found.day.day, _own_plans(seal, found), turn=turn),
        "turn": turn,
        "recovery": Opener.RECOVERY in openers(agent_of(request).pk),
        "teams": pinned_for(agent_of(request)),
        "owed": owed,
        "monday": None if Part.MONDAY in found.off else monday_for(now),
        "is_monday": now.weekday() == 0,
        "worth": None if Part.WORTH_KNOWING in found.off else worth_knowing(agent_of(request), found, now),
        "refused": refused,
    }
    return render(request, "growth/today.html", shown, status=422 if refused else 200)


@allow(Who.AGENT)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where a sign-in leads that was not on its way anywhere: to Today once a day, else to the queue."""
    seal = seal_of(request)
    if seal is None:
        return redirect("/desk/")
    found = queries.page(seal, timezone.localtime(clock.now()))
    # Cards alone are no reason to stand between anybody and the queue.
    return redirect("/desk/" if found.day.began or found.off >= set(Part) - {Part.RECALL, Part.MONDAY} else "/today/")


@allow(Who.AGENT)
@require_GET
def chip(request: HttpRequest) -> HttpResponse:
    """Today's intention for the desk of its owner: an empty place when there is none, or the seal is closed."""
    seal = seal_of(request)
    day = queries.today(seal, timezone.localtime(clock.now())) if seal else None
    return render(request, "growth/_chip.html", {"plan": day.intention if day else None})


@allow(Who.AGENT)
@require_GET
@sealed
def news(request: HttpRequest, seal: Seal) -> HttpResponse:
    """What customers did whom its viewer helped, and what people said to them, for the middle of the page."""
    now = timezone.localtime(clock.now())
    found = queries.page(seal, now)
    if Part.WORTH_KNOWING in found.off:
        return render(request, "growth/_heard.html", {"heard": None})
    agent = agent_of(request)
    shown = {"heard": heard(agent, found, now), "coming": coming(seal, agent, now), "owed": owed}
    return render(request, "growth/_heard.html", shown)


@allow(Who.AGENT)
@require_GET
@sealed
def cards(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The line that says how many cards of the day wait in Recall, for the foot of the page: nothing when none do."""
    found = queries.page(seal, timezone.localtime(clock.now()))
    left = 0 if Part.RECALL in found.off else waiting(seal, lessons_of(seal), day=found.day.day)
    return render(request, "growth/_recall.html", {"waiting": left})


@allow(Who.AGENT)
@require_POST
@sealed
def begin(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Begin the day, and go to the queue."""
    now = timezone.localtime(clock.now())
    actions.begin(seal, queries.today(seal, now), at=now)
    return redirect("/desk/")


@allow(Who.AGENT)
@require_POST
@sealed
def arriving(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep how its viewer arrives."""
    chosen = request.POST.get("face", "")
    if chosen not in {str(face.value) for face in Face}:
        return HttpResponse(_("Choose one of the five faces."), status=422, content_type="text/plain")
    now = timezone.localtime(clock.now())
    actions.arrive(seal, queries.today(seal, now), Face(int(chosen)), at=now)
    return redirect("/today/#arriving")


@allow(Who.AGENT)
@require_POST
@sealed
def intention(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Keep an intention, or let it go."""
    day = queries.today(seal, timezone.localtime(clock.now()))
    given = {name: text.line(text.storable(request.POST.get(name, "")), _MOST) for name in ("situation", "action")}
    if "drop" in request.POST:
        actions.intend(seal, day, None)
    elif all(given.values()):
        source = text.line(text.storable(request.POST.get("source", "")), _MOST)
        actions.intend(seal, day, Plan(_trimmed(given["situation"]), _trimmed(given["action"]), source))
    else:
        sentence = _("An intention has two halves: what may happen, and what you will do then.")
        return _page(request, seal, Refused("intention", sentence, given))
    return redirect("/today/#intention")


@allow(Who.AGENT)
@require_POST
@sealed
def parts(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Leave a part out from now on, or bring it back."""
    found = queries.page(seal, timezone.localtime(clock.now()))
    named = {part for part in Part if part.value == request.POST.get("part")}
    off = found.off | named if "off" in request.POST else found.off - named
    if off != found.off:
        actions.leave_out(seal, found.day, frozenset(off))
    return redirect("/today/")


def _own_plans(seal: Seal, found: queries.Today) -> list[Plan]:
    if Part.INTENTION in found.off or found.day.intention:
        return []
    return [Plan(goal.situation, goal.action, goal.title) for goal in goals(seal).going if goal.has_plan]


def names_of_faces() -> dict[Face, str]:
    """The five faces in words, the heaviest first."""
    return {
        Face.DRAINED: _("Drained"),
        Face.LOW: _("Low"),
        Face.STEADY: _("Steady"),
        Face.GOOD: _("Good"),
        Face.BRIGHT: _("Bright"),
    }


def names_of_parts() -> dict[Part, str]:
    """The parts of the page, as they are called on it."""
    return {
        Part.ARRIVING: _("How are you arriving?"),
        Part.INTENTION: _("Today’s intention"),
        Part.WORTH_KNOWING: _("Worth knowing before you open the queue"),
        Part.MONDAY: _("Monday’s idea"),
        Part.WARM_UP: _("Warm-up"),
        Part.RECALL: _("Cards to call to mind"),
    }


def _trimmed(words: str) -> str:
    return words.rstrip(" .…")


def _greeting(now: datetime, name: str) -> str:
    if now.hour < 5:
        return _("Hello, %(name)s. Head first.") % {"name": name}
    if now.hour < 12:
        return _("Good morning, %(name)s. Head first.") % {"name": name}
    if now.hour < 18:
        return _("Good afternoon, %(name)s. Head first.") % {"name": name}
    return _("Good evening, %(name)s. Head first.") % {"name": name}
