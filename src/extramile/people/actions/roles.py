"""Who is what in the company, and who is there at all."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.people import access
from extramile.people.events import AccessLost, AgentChanged
from extramile.people.models import Agent, Closing
from extramile.people.models.agent import Role


class LastAdmin(access.Refused):
    """Without this person nobody could run the install."""


def change_role(actor: Agent, agent: int, role: str) -> None:
    """Make somebody an agent, lead or admin. Raises access.NotAllowed, access.NotThere or LastAdmin."""
    with transaction.atomic():
        access.as_admin(actor)
        _keep_an_admin(agent, unless=role == Role.ADMIN)
        held = access.agent_for(agent)
        if held.role == role:
            return
        held.role = Role(role)
        held.save(update_fields=["role"])
        events.publish(AccessLost(held.pk), AgentChanged(held.pk))


def deactivate(actor: Agent, agent: int) -> None:
    """Close the door to somebody at once; what they wrote stays. What they sealed is destroyed 30 days later.

    Raises access.NotAllowed, access.NotThere or LastAdmin.
    """
    with transaction.atomic():
        access.as_admin(actor)
        _keep_an_admin(agent)
        held = access.agent_for(agent)
        held.is_active = False
        held.save(update_fields=["is_active"])
        Closing.objects.get_or_create(agent=held, defaults={"by": actor.pk, "day": clock.now().date()})
        events.publish(AccessLost(held.pk, gone=True), AgentChanged(held.pk))


def reactivate(actor: Agent, agent: int) -> None:
    """Let somebody in again, in the role and teams they had. Raises access.NotAllowed or access.NotThere."""
    with transaction.atomic():
        access.as_admin(actor)
        held = access.agent_for(agent)
        held.is_active = True
        held.save(update_fields=["is_active"])
        Closing.objects.filter(agent=held).delete()
        events.publish(AgentChanged(held.pk))


def _keep_an_admin(agent: int, *, unless: bool = False) -> None:
    # Two admins who demote each other at the same moment both ask for all admin rows first: one waits, and sees.
    admins = list(Agent.objects.select_for_update(no_key=True).filter(role=Role.ADMIN, is_active=True).order_by("pk"))
    if [admin.pk for admin in admins] == [agent] and not unless:
        sentence = _("%(name)s is the only admin. Make somebody else an admin first.")
        raise LastAdmin(sentence % {"name": admins[0].name})
