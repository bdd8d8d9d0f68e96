"""What people change about themselves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events
from extramile.people.actions.invitations import AddressTaken
from extramile.people.events import AgentChanged
from extramile.people.models import Agent


def change_profile(agent: Agent, *, name: str, time_zone: str, sound: bool, notifications: bool) -> None:
    """Set what the person is called and how the desk speaks up for them. `time_zone` is an IANA name."""
    with transaction.atomic():
        Agent.objects.filter(pk=agent.pk).update(
            name=name, time_zone=time_zone, sound=sound, notifications=notifications
        )
        events.publish(AgentChanged(agent.pk))


def change_email(agent: Agent, *, email: str) -> None:
    """Sign in with another address from now on. Raises AddressTaken."""
    with transaction.atomic():
        if Agent.objects.filter(email__iexact=email).exclude(pk=agent.pk).exists():
            raise AddressTaken(_("Somebody here already uses this address."))
        Agent.objects.filter(pk=agent.pk).update(email=email.lower())
        events.publish(AgentChanged(agent.pk))
