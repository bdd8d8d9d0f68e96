"""How colleagues and visitors see somebody: here, away or off."""

from __future__ import annotations

from extramile.people.models import Agent


def choose_presence(agent: int, state: str) -> None:
    """Keep what an agent chose last, for their next page; what was before is not kept."""
    Agent.objects.filter(pk=agent).update(presence=state)
