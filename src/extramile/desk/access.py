"""The guarded doors of the desk: who may see which conversation."""

from __future__ import annotations

from django.db.models import Q

from extramile.base.prepared import Given, Prepared
from extramile.desk.models import Conversation, Inbox
from extramile.people.models import Agent, Team

_SEEN = Prepared(
    lambda: Conversation.objects.filter(pk=Given("conversation"), inbox__in=Given("inboxes", many=True)).select_related(
        "customer__block", "customer__manner", "customer__standing"
    )
)


class NotThere(LookupError):
    """No such conversation, or not this agent's to see; the same answer for both, so that nothing can be probed."""


def inboxes_of(agent: Agent) -> frozenset[int]:
    """The inboxes that an agent may see: all for leads and admins, else those open to all or to a team of theirs."""
    if not agent.is_active:
        return frozenset()
    inboxes = Inbox.objects.all()
    if not agent.leads:
        inboxes = inboxes.filter(Q(teams__isnull=True) | Q(teams__members=agent))
    return frozenset(inboxes.values_list("pk", flat=True))


def agent_seeing(agent: int, inbox: int) -> Agent | None:
    """The agent of that id, if they may see the inbox."""
    found = Agent.objects.filter(pk=agent, is_active=True).first()
    return found if found is not None and inbox in inboxes_of(found) else None


def team_serving(team: int, inbox: int) -> Team | None:
    """The team of that id, if it serves the inbox: one without teams is served by all."""
    served = Inbox.objects.get(pk=inbox).teams
    found = Team.objects.filter(pk=team).first()
    return found if found is not None and (not served.exists() or served.filter(pk=team).exists()) else None


def conversation_for(agent: Agent, conversation: int) -> Conversation:
    """The conversation, if the agent may see it. Raises NotThere."""
    return conversation_among(inboxes_of(agent), conversation)


def conversation_among(inboxes: frozenset[int], conversation: int) -> Conversation:
    """The conversation, if it is in one of these, which `inboxes_of` has just told. Raises NotThere."""
    found = _SEEN.models(conversation=conversation, inboxes=inboxes)
    if not found:
        raise NotThere(conversation)
    return found[0]
