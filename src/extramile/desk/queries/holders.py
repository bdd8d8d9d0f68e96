"""Who a conversation can be given to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from extramile.base import prepared, text
from extramile.desk.models import Inbox
from extramile.people.models import Agent, Team

# Written out, as are the counts: both are on every page, and building the statement would take longer than its answer.
_HOLDERS = """
SELECT 'agent', id, name, id = %s FROM people_agent WHERE is_active
UNION ALL
SELECT 'team', t.id, t.name, EXISTS (SELECT 1 FROM people_team_members m WHERE m.team_id = t.id AND m.agent_id = %s)
FROM people_team t
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """An agent or a team. `own` marks the asking agent, and the teams they belong to."""

    kind: str
    id: int
    name: str
    own: bool

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return text.initials(self.name)


def holders(agent: Agent) -> Sequence[Holder]:
    """Every active agent, then every team, own ones first, by name: one query, whatever their number."""
    answered = prepared.answer(_HOLDERS, [agent.pk, agent.pk])
    found = [Holder(kind, id, name, bool(own)) for kind, id, name, own in answered]
    return sorted(found, key=lambda holder: (holder.kind, not holder.own, holder.name.casefold()))


def able(inbox: int) -> tuple[frozenset[int], frozenset[int]]:
    """The ids of the agents who see an inbox, and of the teams that serve it."""
    served = Inbox.objects.get(pk=inbox).teams.values_list("pk", flat=True)
    teams = frozenset(served)
    if not teams:
        agents = Agent.objects.filter(is_active=True)
        return frozenset(agents.values_list("pk", flat=True)), frozenset(Team.objects.values_list("pk", flat=True))
    seeing = Agent.objects.filter(Q(teams__in=teams) | Q(role__in=("lead", "admin")), is_active=True)
    return frozenset(seeing.values_list("pk", flat=True)), teams
