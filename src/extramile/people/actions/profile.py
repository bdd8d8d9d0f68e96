"""What people change about themselves."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events
from extramile.people import access
from extramile.people.actions.invitations import AddressTaken
from extramile.people.events import AccessLost, AgentChanged
from extramile.people.models import Agent


class WrongPassword(access.Refused):
    """The current password that was given is another one."""


def change_profile(agent: Agent, *, name: str, time_zone: str, sound: bool, notifications: bool) -> None:
    """Set what the person is called and how the desk speaks up for them. `time_zone` is an IANA name."""
    with transaction.atomic():
        Agent.objects.filter(pk=agent.pk).update(
            name=name, time_zone=time_zone, sound=sound, notifications=notifications
        )
        events.publish(AgentChanged(agent.pk))


def change_email(agent: Agent, *, email: str, current: str) -> None:
    """Sign in with another address from now on. Raises WrongPassword or AddressTaken."""
    _check(agent, current)
    with transaction.atomic():
        if Agent.objects.filter(email__iexact=email).exclude(pk=agent.pk).exists():
            raise AddressTaken(_("Somebody here already uses this address."))
        Agent.objects.filter(pk=agent.pk).update(email=email.lower())
        events.publish(AgentChanged(agent.pk))


def change_password(agent: Agent, *, current: str, new: str, keep: str | None) -> Agent:
    """Set another password and end every session but the one with digest `keep`; the agent as stored then.

    Raises WrongPassword.
    """
    _check(agent, current)
    hashed = make_password(new)
    with transaction.atomic():
        held = access.agent_for(agent.pk)
        held.password = hashed
        held.save(update_fields=["password"])
        events.publish(AccessLost(held.pk, keep))
        return held


def _check(agent: Agent, current: str) -> None:
    if not agent.check_password(current):
        raise WrongPassword(_("This is not your current password."))
