"""The live door: who may open a socket at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from extramile.desk.access import inboxes_of
from extramile.people.access import session_digest
from extramile.people.models import Agent
from extramile.web.live.presence import Person
from extramile.web.viewer import agent_with_session


@dataclass(frozen=True, slots=True)
class Admitted:
    """A signed-in agent, and the digest of the session that says so."""

    person: Person
    session: str


def agent_of_session(key: str) -> Admitted | None:
    """The active agent of a session key, as the live rooms know them. None for nobody."""
    agent = agent_with_session(key)
    return Admitted(person_of(agent), session_digest(key)) if agent else None


def person_of(agent: Agent) -> Person:
    """An agent as the live rooms know them, with the inboxes they may see."""
    return Person(agent.pk, agent.name, agent.initials, agent.role, agent.presence, inboxes_of(agent))


def person_by_id(agent: int) -> Person | None:
    """The same, asked anew; None when the agent may not sign in any more."""
    found = Agent.objects.filter(pk=agent, is_active=True).first()
    return person_of(found) if found else None


def people_by_id(agents: Collection[int]) -> list[Person]:
    """The same for several; who may not sign in any more is left out."""
    return [person_of(agent) for agent in Agent.objects.filter(pk__in=agents, is_active=True)]


SESSION_COOKIE = settings.SESSION_COOKIE_NAME
