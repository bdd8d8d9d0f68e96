"""Who a conversation can be given to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Exists, OuterRef, Q, Value

from extramile.base import text
from extramile.desk.models import Inbox
from extramile.people.models import Agent, Team


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
    member = Exists(Team.members.through.objects.filter(team=OuterRef("pk"), agent=agent.pk))
    agents = Agent.objects.filter(is_active=True).order_by().values_list(
        Value("agent", CharField()), "pk", "name", Value(False, BooleanField())
    )  # fmt: skip
    teams = Team.objects.order_by().values_list(Value("team", CharField()), "pk", "name", member)
    found = (Holder(kind, id, name, bool(own)) for kind, id, name, own in agents.union(teams, all=True))
    owned = (Holder(h.kind, h.id, h.name, h.own or (h.kind == "agent" and h.id == agent.pk)) for h in found)
    return sorted(owned, key=lambda holder: (holder.kind, not holder.own, holder.name.casefold()))


def able(inbox: int) -> tuple[frozenset[int], frozenset[int]]:
    """The ids of the agents who see an inbox, and of the teams that serve it."""
    served = Inbox.objects.get(pk=inbox).teams.values_list("pk", flat=True)
    teams = frozenset(served)
    if not teams:
        agents = Agent.objects.filter(is_active=True)
        return frozenset(agents.values_list("pk", flat=True)), frozenset(Team.objects.values_list("pk", flat=True))
    seeing = Agent.objects.filter(Q(teams__in=teams) | Q(role__in=("lead", "admin")), is_active=True)
    return frozenset(seeing.values_list("pk", flat=True)), teams
