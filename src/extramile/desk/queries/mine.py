"""Conversations of one's own: asked by their agent, for their own practice."""

from __future__ import annotations

from extramile.desk.access import NotThere, conversation_for
from extramile.desk.models import Conversation, Entry, Status, Type
from extramile.people.models import Agent

_MOST = 20
_LINES = 200
_HIGHEST = 2**63 - 1


class NotMine(LookupError):
    """No such conversation, not this agent's to see, or one that they neither hold nor wrote in."""


def lately(agent: Agent) -> list[Conversation]:
    """The conversations that somebody holds or held when they were resolved, the newest first; twenty of each."""
    found: list[Conversation] = []
    for status in (Status.OPEN, Status.RESOLVED):
        held = Conversation.objects.filter(assignee=agent.pk, status=status, seq__gt=0).select_related("customer")
        found += held.order_by("-last_at", "-pk")[:_MOST]
    return sorted(found, key=lambda one: one.last_at, reverse=True)


def mine(agent: Agent, conversation: int) -> tuple[Conversation, list[Entry]]:
    """A conversation that somebody holds or has written in, and its last 200 messages in order. Raises NotMine."""
    try:
        found = conversation_for(agent, min(conversation, _HIGHEST))
    except NotThere as error:
        raise NotMine from error
    said = Entry.objects.filter(conversation=found, type=Type.MESSAGE)
    if found.assignee_id != agent.pk and not said.filter(agent=agent.pk).exists():
        raise NotMine
    return found, list(said.order_by("-seq")[:_LINES])[::-1]
