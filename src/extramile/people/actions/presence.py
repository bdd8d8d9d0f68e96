"""How colleagues and visitors see somebody: here, away or off."""

from __future__ import annotations

from extramile.base import events
from extramile.people.events import AgentChanged
from extramile.people.models import Agent


def choose_presence(agent: int, state: str) -> None:
    """Keep what an agent chose last, for their next page and their other ones; what was before is not kept."""
    if Agent.objects.filter(pk=agent).exclude(presence=state).update(presence=state):
        events.publish(AgentChanged(agent))
