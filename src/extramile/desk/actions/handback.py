"""Conversations held by somebody, or by a team, that may not see them any more go back to be taken by others."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from extramile.base import events
from extramile.desk.actions import log
from extramile.desk.models import By, Conversation, Inbox, Status, Type
from extramile.people.models import Agent, Role, Team

_AT_ONCE = 200


def hand_back(actor: Agent) -> None:
    """Take every open or snoozed conversation from whoever cannot see it now; a team that still serves it keeps it.

    Called in the transaction in which `actor` changed who may see what. Resolved ones follow when they are reopened.
    """
    with transaction.atomic():
        held = log.lock(pk for pk, _, _ in _blind())
        # Asked again under the locks: another process may have given some to others meanwhile.
        found = [one for one in _blind() if one[0] in held]
        names = dict(Team.objects.values_list("pk", "name"))
        for start in range(0, len(found), _AT_ONCE):
            part = found[start : start + _AT_ONCE]
            heads = {pk: held[pk] for pk, _, _ in part}
            for pk, agent_blind, team_blind in part:
                head = heads[pk]
                head.change(
                    assignee=None if agent_blind else head.row.assignee, team=None if team_blind else head.row.team
                )
                agent_name = _name(head.row.assignee)
                holders = head.holders(agent_name=agent_name, team_name=names.get(head.row.team or 0))
                head.event(Type.ASSIGNED, holders, by=By.AGENT, agent=actor.pk, author=actor.name)
            events.publish(*log.save(heads.values()))


def _blind() -> list[tuple[int, bool, bool]]:
    """Id, whether its agent and whether its team cannot see it, of each conversation where one of them cannot."""
    served = Inbox.teams.through.objects.filter(inbox=OuterRef("inbox"))
    theirs = served.filter(team__members=OuterRef("assignee"))
    outside = Q(Exists(served), ~Exists(theirs), assignee__role=Role.AGENT)
    agent_blind = Q(assignee__isnull=False) & (Q(assignee__is_active=False) | outside)
    team_blind = Q(Exists(served), ~Exists(served.filter(team=OuterRef("team"))), team__isnull=False)
    found = Conversation.objects.filter(agent_blind | team_blind, status__in=[Status.OPEN, Status.SNOOZED])
    annotated = found.annotate(agent_blind=agent_blind, team_blind=team_blind).order_by("pk")
    return list(annotated.values_list("pk", "agent_blind", "team_blind"))


def _name(agent: int | None) -> str | None:
    return Agent.objects.get(pk=agent).name if agent is not None else None
