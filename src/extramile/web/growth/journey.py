"""Journey: where somebody is, and where they are going."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from extramile.base import clock
from extramile.customers.queries.outcomes import bought_again, spoke
from extramile.desk.queries.helped import helped
from extramile.growth.journey import queries
from extramile.growth.journey.compass import names_of_levels
from extramile.growth.journey.copies import shared_with
from extramile.growth.journey.craft import craft
from extramile.growth.practice.debriefs import debriefs
from extramile.growth.practice.recall.queries import deck
from extramile.growth.practice.takes.queries import by_skill, takes
from extramile.growth.practice.touched import looked_at, recalled
from extramile.growth.skills import names_of_skills
from extramile.people.models import Agent
from extramile.people.queries import charters
from extramile.people.seal import Seal, Shelf
from extramile.web.growth.worth import HELPED
from extramile.web.policy import Who, allow
from extramile.web.seal import sealed
from extramile.web.viewer import agent_of

_FEW = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of those whom somebody helped: people helped ever and lately, who bought after, who spoke of us."""

    helped: int
    lately: int
    bought: int
    spoke: int
    quotes: list[str]


@allow(Who.AGENT)
@require_GET
@sealed
def journey(request: HttpRequest, seal: Seal) -> HttpResponse:
    """The page."""
    agent, today = agent_of(request), timezone.localdate()
    steers = queries.compass(seal)
    charter = charters()[:1]
    shown = {
        "goals": queries.goals(seal),
        "compass": steers,
        "skills": names_of_skills(),
        "levels": names_of_levels(),
        "rehearsed": by_skill(takes(seal).takes),
        "recalled": recalled(deck(seal)),
        "looked_at": looked_at(debriefs(seal)),
        "craft": craft(steers.since, steers.weekly, today) if steers.since and steers.weekly else None,
        "wins": queries.kept(seal, Shelf.WINS, most=_FEW),
        "happy": queries.kept(seal, Shelf.HAPPY, most=_FEW),
        "charter": charter[0] if charter else None,
        "shared": shared_with(seal, agent),
        "effect": effect_of(agent),
        "year": today.year,
    }
    return render(request, "growth/journey.html", shown)


def effect_of(agent: Agent) -> Effect:
    """What became of those whom somebody helped; for their own eyes."""
    now = timezone.localtime(clock.now())
    ever = helped(agent.pk)
    lately = sum(day >= (now - HELPED).date() for day in ever.values())
    if not ever:
        return Effect(0, 0, 0, 0, [])
    told = spoke(ever)
    quotes = [about for _, about in told if about]
    return Effect(len(ever), lately, bought_again(ever), len({customer for customer, _ in told}), quotes[:_FEW])
