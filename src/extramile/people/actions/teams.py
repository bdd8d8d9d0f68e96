"""Teams and who is in them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events
from extramile.people import access
from extramile.people.events import AccessLost, AgentChanged
from extramile.people.models import Agent, Team


class NameTaken(access.Refused):
    """Another team has that name."""


def save_team(actor: Agent, *, name: str, members: Collection[int], team: int | None = None) -> Team:
    """Make a team, or change the one given, with exactly these members.

    Raises access.NotAllowed, access.NotThere or NameTaken.
    """
    with transaction.atomic():
        access.as_lead(actor)
        held = Team() if team is None else team_for(team)
        if Team.objects.filter(name__iexact=name).exclude(pk=held.pk).exists():
            raise NameTaken(_("There is a team of that name already."))
        held.name = name
        held.save()
        before = set(held.members.values_list("pk", flat=True))
        held.members.set(Agent.objects.filter(pk__in=members))
        _tell(before, set(held.members.values_list("pk", flat=True)))
        return held


def remove_team(actor: Agent, team: int) -> None:
    """Remove a team; its members stay. Raises access.NotAllowed or access.NotThere.

    Whoever holds things of the team (the desk does) lets go of them first, in the same transaction.
    """
    with transaction.atomic():
        access.as_lead(actor)
        held = team_for(team)
        before = set(held.members.values_list("pk", flat=True))
        held.delete()
        _tell(before, set())


def put_in_teams(actor: Agent, agent: int, teams: Collection[int]) -> None:
    """Put somebody in exactly these teams. Raises access.NotAllowed or access.NotThere."""
    with transaction.atomic():
        access.as_lead(actor)
        held = access.agent_for(agent)
        before = set(held.teams.values_list("pk", flat=True))
        held.teams.set(Team.objects.filter(pk__in=teams))
        after = set(held.teams.values_list("pk", flat=True))
        if before != after:
            _tell({agent} if before - after else set(), {agent} if after - before else set())


def team_for(pk: int) -> Team:
    """The team of that id, held until the transaction ends. Raises access.NotThere."""
    found = Team.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if found is None:
        raise access.NotThere(pk)
    return found


def _tell(before: set[int], after: set[int]) -> None:
    events.publish(*(AccessLost(agent) for agent in sorted(before - after)))
    events.publish(*(AgentChanged(agent) for agent in sorted(before ^ after)))
