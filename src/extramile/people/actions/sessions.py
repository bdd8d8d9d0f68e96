"""The ends of sessions."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from extramile.base import events
from extramile.base.sealing import Key
from extramile.people import access
from extramile.people.actions import sealing
from extramile.people.events import AccessLost, SignedOut
from extramile.people.models import Agent
from extramile.people.models.sealed import Opener


def sign_out(agent: Agent, session: str) -> None:
    """Tell that a browser has signed out. `session` is the digest of the key it had."""
    events.publish(SignedOut(agent.pk, session))


def set_password(agent: Agent, password: str, *, keep: str | None = None, key: Key | None = None) -> Agent:
    """Set another password, for somebody who gave the current one or a reset link; the agent as stored then.

    Every session ends but the one with digest `keep`. `key` is the data key that the new password shall open; without
    it what is sealed stays closed to the new password.
    """
    hashed = make_password(password)
    with transaction.atomic():
        held = access.agent_for(agent.pk)
        held.password = hashed
        held.save(update_fields=["password"])
        if key:
            sealing.wrap(held, key, password, by=Opener.PASSWORD)
        events.publish(AccessLost(held.pk, keep))
        return held
