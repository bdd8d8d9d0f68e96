"""Giving a conversation to an agent or a team."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.desk.access import agent_seeing, team_serving
from extramile.desk.actions.held import held
from extramile.desk.actions.refused import Refused
from extramile.desk.models import By, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent, Team


class CannotSee(Refused):
    """Whoever should get the conversation may not see its inbox."""


def assign(actor: Agent, conversation: int, *, agent: int | None = None, team: int | None = None) -> EntryShape | None:
    """Give a conversation to an agent, a team, both or nobody; None when it is so already.

    Raises NotThere, or CannotSee when the receiver may not see the inbox.
    """
    with _receiver(agent), held(actor, conversation) as head:
        if (head.row.assignee, head.row.team) == (agent, team):
            return None
        agent_name = _agent_for(agent, head.row.inbox).name if agent is not None else None
        team_name = _team_for(team, head.row.inbox).name if team is not None else None
        head.change(assignee=agent, team=team)
        holders = head.holders(agent_name=agent_name, team_name=team_name)
        return head.event(Type.ASSIGNED, holders, by=By.AGENT, agent=actor.pk, author=actor.name)


@contextmanager
def _receiver(agent: int | None) -> Iterator[None]:
    """Whoever lets this agent go at the same moment comes after us and takes the conversation back, or before us and is
    seen. Taken before the conversation, as they take it, or each would wait for the other."""
    with transaction.atomic():
        if agent is not None:
            Agent.objects.select_for_update(no_key=True).filter(pk=agent).first()
        yield


def _agent_for(agent: int, inbox: int) -> Agent:
    found = agent_seeing(agent, inbox)
    if found is None:
        raise CannotSee(_("This person cannot see the inbox of this conversation. Choose somebody of its teams."))
    return found


def _team_for(team: int, inbox: int) -> Team:
    found = team_serving(team, inbox)
    if found is None:
        raise CannotSee(_("This team cannot see the inbox of this conversation. Choose one that serves it."))
    return found
