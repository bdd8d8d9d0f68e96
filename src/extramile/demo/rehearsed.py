"""What the people of Northfold have rehearsed, sealed with their own keys as if they had written it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from extramile.base import clock
from extramile.growth.practice.rehearsal.take import Line
from extramile.growth.practice.scenarios.queries import known
from extramile.growth.practice.takes import actions
from extramile.growth.practice.takes.take import played_of
from extramile.people.actions import sealing
from extramile.people.models import Agent
from extramile.people.seal import Seal


def seals(agents: Mapping[str, Agent], *, password: str) -> Callable[[str], Seal]:
    """The seal of each of these people by name, opened once: they sign in with this password."""
    return cache(lambda name: _seal(agents[name], password))


def rehearse(seal_of: Callable[[str], Seal], takes: Iterable[Mapping[str, Any]]) -> None:
    """Seal these takes, the oldest first, for those who gave them."""
    for place, one in enumerate(takes):
        scenario = known().scenarios[one["scenario"]]
        played = played_of(scenario, seed=f"northfold {place}")
        lines = tuple(Line(words) for words in one["lines"])
        day = clock.now().date() - timedelta(days=one["days"])
        actions.begin(seal_of(one["person"]), played, day=day, lines=lines)


def _seal(agent: Agent, password: str) -> Seal:
    key = sealing.ready(agent, password)
    if key is None:
        raise ValueError(f"This is not the password of {agent}.")
    return Seal(key)
