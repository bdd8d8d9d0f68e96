"""The rehearsal room: its scenarios, and how each goes well and badly."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from extramile.growth.practice.model.playing import plays
from extramile.growth.practice.rehearsal.kinds import names_of_moves
from extramile.growth.practice.rehearsal.proof import model as shown_by
from extramile.growth.practice.rehearsal.scenario import Scenario, Writes
from extramile.growth.practice.scenarios.queries import known, number_of, withdrawn
from extramile.growth.practice.takes import actions
from extramile.growth.practice.takes.choice import Why, next_one
from extramile.growth.practice.takes.queries import shown_to, takes
from extramile.growth.practice.takes.take import played_of
from extramile.growth.skills import Skill, names_of_skills
from extramile.people.seal import Seal
from extramile.web.growth.words import new_row
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_FEW = 3


@allow(Who.AGENT)
@require_GET
@sealed
def room(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The scenarios, all or those that one looks for, and a good next one."""
    words, skill = request.GET.get("q", "")[:200], request.GET.get("skill", "")
    level = request.GET.get("level", "")
    found = known()
    own = takes(seal).takes
    fitting = [one for one in found.scenarios.values() if _fits(one, words, skill, level)]
    shown = {
        "words": words, "skill": skill, "level": level,
        "scenarios": fitting,
        "broken": found.faults if agent_of(request).leads else (),
        "withdrawn": withdrawn() if agent_of(request).leads else [],
        "next": None if words or skill or level else next_one(found.scenarios, own),
        "whys": names_of_whys(),
        "going": [one for one in own if one.lines and not one.ended][:1],
        "own": own[:_FEW],
        "played": {one.played.scenario for one in own if one.lines},
        "shared": shown_to(seal, agent_of(request)),
        "improv": any(one.turns for one in found.scenarios.values()),
        "skills": names_of_skills(),
        "levels": names_of_levels(),
    }  # fmt: skip
    return render(request, "practice/rehearsal.html", shown)


@allow(Who.AGENT)
@require_GET
@sealed
def scenario(request: HttpRequest, seal: Seal, name: str) -> HttpResponse:
    """One scenario before a take of it."""
    found = _scenario(name)
    shown = {
        "scenario": found,
        "own": [one for one in takes(seal).takes if one.played.scenario == name][: _FEW * 2],
        "skills": names_of_skills(),
        "levels": names_of_levels(),
        "new": uuid4(),
        "ours": number_of(found.name),
        "model": plays(),
        "manner": names_of_manners()[found.customer.writes],
    }
    return render(request, "practice/scenario.html", shown)


@allow(Who.AGENT)
@require_POST
@sealed
def begin(request: HttpRequest, seal: Seal, name: str) -> HttpResponse:
    """Begin a take."""
    return _begun(request, seal, _scenario(name), improv="improv" in request.POST)


@allow(Who.AGENT)
@require_POST
@sealed
def deal(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Begin an improvised take of whatever comes."""
    found = [one for one in known().scenarios.values() if one.turns]
    if not found:
        raise Http404
    return _begun(request, seal, secrets.choice(found), improv=True)


@allow(Who.AGENT)
@require_GET
def model(request: HttpRequest, name: str, goes: str) -> HttpResponse:
    """How it goes well, or badly: line by line, with what each line did."""
    if goes not in ("well", "badly"):
        raise Http404
    found = _scenario(name)
    talk = shown_by(found, found.good if goes == "well" else found.bad)
    shown = {"scenario": found, "talk": talk, "well": goes == "well", "moves": names_of_moves()}
    return render(request, "practice/model.html", shown)


def names_of_levels() -> dict[int, str]:
    """The levels in words, the easiest first."""
    return {1: _("gentle"), 2: _("everyday"), 3: _("hard"), 4: _("very hard")}


def in_words(skills: Iterable[str]) -> str:
    """Skills as one line of words."""
    names = names_of_skills()
    return ", ".join(names[Skill(one)].lower() for one in skills)


def seed() -> str:
    """What deals a take."""
    return secrets.token_hex(4)


def _begun(request: HttpRequest, seal: Seal, found: Scenario, *, improv: bool) -> HttpResponse:
    played = played_of(found, seed=seed(), improv=improv and bool(found.turns), timed="timed" in request.POST)
    row = actions.begin(seal, played, day=timezone.localdate(), new=new_row(request))
    return redirect(f"/practice/rehearsal/takes/{row}")


def _fits(one: Scenario, words: str, skill: str, level: str) -> bool:
    text = f"{one.title} {one.about} {one.customer.name}".casefold()
    return (
        all(word in text for word in words.casefold().split())
        and (not skill or skill in one.skills)
        and (not level or level == str(one.level))
    )


def _scenario(name: str) -> Scenario:
    found = known().scenarios.get(name)
    if found is None:
        raise Http404
    return found


def names_of_whys() -> dict[Why, str]:
    """Why a scenario is a good next one, in words."""
    return {
        Why.FIRST: _("A good first one."),
        Why.LEFT: _("They left last time. The second try is where most is learned."),
        Why.NEW: _("New to you, on what you rehearsed least."),
        Why.LONG_AGO: _("You have played them all; this one longest ago."),
    }


def names_of_manners() -> dict[Writes, str]:
    """How customers write, in words."""
    return {
        Writes.PLAIN: _("writes plainly"),
        Writes.SHORT: _("writes in few words"),
        Writes.LONG: _("writes at length"),
        Writes.CAPITALS: _("writes in capitals"),
        Writes.SECOND_LANGUAGE: _("writes in a second language"),
        Writes.SARCASTIC: _("writes with an edge"),
    }
