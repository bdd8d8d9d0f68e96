"""Invitations: made, withdrawn, accepted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.base.ids import uuid7
from extramile.people import access, queries
from extramile.people.events import AgentChanged
from extramile.people.models import Agent, Invitation, Team
from extramile.people.models.agent import Role

LASTS = timedelta(days=7)


class InvitationOver(access.Refused):
    """The link was used, withdrawn, has run out, or never was."""


class AddressTaken(access.Refused):
    """Somebody of the company already uses that mail address."""


def invite(actor: Agent, *, role: str, email: str = "", teams: Collection[int] = ()) -> Invitation:
    """Make an invitation that lasts seven days; queries.invitation_secret gives the secret of its link.

    Raises access.NotAllowed when the actor may not invite to `role`, AddressTaken when `email` is a colleague's.
    """
    with transaction.atomic():
        actor = access.as_lead(actor)
        if not access.may_invite(actor, role):
            raise access.NotAllowed(_("Leads can invite agents. Ask an admin to invite leads and admins."))
        _free(email)
        now = clock.now()
        invitation = Invitation.objects.create(
            digest=uuid7().hex,
            email=email.lower(),
            role=role,
            invited_by=actor,
            invited_at=now,
            expires_at=now + LASTS,
        )
        # The secret is made from the id, so the row comes first and its digest second.
        invitation.digest = queries.digest(queries.invitation_secret(invitation))
        invitation.save(update_fields=["digest"])
        invitation.teams.set(Team.objects.filter(pk__in=teams))
        return invitation


def withdraw(actor: Agent, invitation: int) -> None:
    """Make a waiting invitation worthless. Raises access.NotAllowed, or access.NotThere when it waits no more."""
    with transaction.atomic():
        actor = access.as_lead(actor)
        found = Invitation.objects.filter(pk=invitation, accepted_by=None, withdrawn_at=None).first()
        if found is None:
            raise access.NotThere(invitation)
        if not access.may_invite(actor, found.role):
            raise access.NotAllowed(_("Only an admin can withdraw this invitation."))
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])


def accept(secret: str, *, name: str, email: str, password: str, time_zone: str) -> Agent:
    """Turn an open invitation into a person, once. The invitation's own address wins over `email`.

    Raises InvitationOver or AddressTaken.
    """
    hashed = make_password(password)
    with transaction.atomic():
        # Held before it is read: of two who open the same link at once, the second finds it used.
        held = Invitation.objects.select_for_update().filter(digest=queries.digest(secret)).first()
        invitation = queries.open_invitation(secret)
        if held is None or invitation is None:
            raise InvitationOver(_("This invitation does not work any more. Ask for a new one."))
        address = invitation.email or email.lower()
        _free(address)
        agent = Agent.objects.create(
            email=address, name=name, role=Role(invitation.role), password=hashed, time_zone=time_zone
        )
        agent.teams.set(invitation.teams.all())
        invitation.accepted_by = agent
        invitation.save(update_fields=["accepted_by"])
        events.publish(AgentChanged(agent.pk))
        return agent


def _free(email: str) -> None:
    if email and Agent.objects.filter(email__iexact=email).exists():
        raise AddressTaken(_("Somebody here already uses this address."))
