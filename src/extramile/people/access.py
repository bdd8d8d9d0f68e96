"""The guarded doors of the company: who may change whom."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from extramile.people.models import Agent
from extramile.people.models.agent import Role


class Refused(Exception):
    """What was asked cannot be done; the text is a sentence for people, already translated."""


class NotAllowed(Refused):
    """The acting person's role does not reach that far."""


class NotThere(LookupError):
    """No such person, team or invitation."""


def as_lead(actor: Agent) -> Agent:
    """The acting person as stored now, when they are an active lead or admin. Raises NotAllowed."""
    return _acting(actor, {Role.LEAD, Role.ADMIN}, _("Only leads and admins can do that."))


def as_admin(actor: Agent) -> Agent:
    """The acting person as stored now, when they are an active admin. Raises NotAllowed."""
    return _acting(actor, {Role.ADMIN}, _("Only an admin can do that."))


def may_invite(actor: Agent, role: str) -> bool:
    """Whether this person may invite somebody to `role`: admins anybody, leads agents, agents nobody."""
    return actor.is_active and (actor.role == Role.ADMIN or (actor.role == Role.LEAD and role == Role.AGENT))


def agent_for(pk: int) -> Agent:
    """The agent of that id, held until the transaction ends. Raises NotThere."""
    found = Agent.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if found is None:
        raise NotThere(pk)
    return found


def session_digest(key: str) -> str:
    """The name of a session in events and logs: SHA-256 in hexadecimal, since the key itself opens the door."""
    return hashlib.sha256(key.encode()).hexdigest()


def _acting(actor: Agent, roles: set[Role], sentence: str) -> Agent:
    # Roles may have changed since the page was loaded: what counts is what is stored inside this transaction.
    now = Agent.objects.filter(pk=actor.pk, is_active=True).first()
    if now is None or now.role not in roles:
        raise NotAllowed(sentence)
    return now
