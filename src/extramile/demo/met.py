"""The 1:1 that Maya of Northfold has opened with Jo, each half sealed as if she had written it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.base import clock
from extramile.demo.rehearsed import seals
from extramile.demo.together import talk_of
from extramile.growth.coaching import actions
from extramile.growth.coaching.queries import one_to_one
from extramile.growth.today import actions as today
from extramile.growth.today.days import Day, Face
from extramile.people.models import Agent

_ARRIVED = (Face.GOOD, Face.STEADY, Face.LOW, Face.GOOD, Face.BRIGHT)


def meet(told: Mapping[str, Any], *, password: str) -> None:
    """Open it, put there what each of the two wants to talk about, and agree to a time."""
    people = {one.name: one for one in Agent.objects.filter(name__in=(told["agent"], told["lead"]))}
    agent, lead = people[told["agent"]], people[told["lead"]]
    seal_of = seals(people, password=password)
    mine, hers = seal_of(agent.name), seal_of(lead.name)
    now = clock.now()
    day = now.date() - timedelta(days=told["days"])
    of = actions.open_with(mine, agent, lead.pk, day=day)
    for place, words in enumerate(told["points"]):
        actions.add_point(mine, agent, of, words, name=f"demo {place}", day=day)
    for place, words in enumerate(told["lead_points"]):
        actions.add_point(hers, lead, of, words, name=f"demo {place}", day=day)
    actions.show_talk(mine, agent, of, talk_of(told["of"], agent).pk, told["answers"])
    actions.keep_notes(mine, agent, of, told["notes"], day=day)
    at = timezone.localtime(now).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=told["in_days"])
    actions.propose(mine, agent, of, at, day=day)
    actions.agree(hers, lead, of, one_to_one(mine, agent, of).mine.at, day=day)
    for ago, face in enumerate(_ARRIVED, start=1):
        began = now - timedelta(days=ago)
        today.arrive(hers, Day(began.date()), face, at=began)
