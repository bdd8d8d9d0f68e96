"""Something small for Tomás, as Maya gives it."""

from __future__ import annotations

import uuid
from typing import Any

from extramile.desk.actions.mile import Wish, give
from extramile.desk.mile.rails import Kind, Reason
from extramile.desk.models import Allowance, Conversation, Gesture
from extramile.people.models import Agent

WHY = "They leave on Saturday"


def allow(*, talk: int = 3000, week: int = 5000, role: str = "agent") -> None:
    """Let a role give so much, in cents."""
    Allowance.objects.update_or_create(role=role, defaults={"talk": talk, "week": week})


def wish(amount: int = 1800, **said: Any) -> Wish:
    """A courier for Tomás's tent."""
    return Wish(**{"kind": Kind.UPGRADE, "amount": amount, "why": WHY, "reason": Reason.LATE, **said})


def gave(actor: Agent, talk: Conversation, amount: int = 1800, **said: Any) -> Gesture:
    """Give it."""
    return give(actor, talk.pk, wish(amount, **said), name=uuid.uuid4())
