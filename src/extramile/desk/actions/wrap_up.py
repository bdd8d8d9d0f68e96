"""Stepping back for a while."""

from __future__ import annotations

from extramile.people.actions.presence import choose_presence
from extramile.people.models.agent import Presence


def wrap_up(agent: int) -> None:
    """Colleagues and visitors see an agent as away. It knows neither why nor for how long: the desk's page, which knows
    until when, lets them be here again."""
    choose_presence(agent, Presence.AWAY)
