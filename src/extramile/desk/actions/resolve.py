"""Resolving and reopening."""

from __future__ import annotations

from extramile.base import events
from extramile.desk.actions.held import held
from extramile.desk.events import Resolved
from extramile.desk.models import By, Status, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent


def resolve(actor: Agent, conversation: int) -> EntryShape | None:
    """Mark a conversation as solved; None when it is. The customer sees it. Raises NotThere."""
    with held(actor, conversation) as head:
        if head.row.status == Status.RESOLVED:
            return None
        head.change(status=Status.RESOLVED, snoozed_until=None, waiting_since=None)
        events.keep(Resolved(conversation))
        return head.event(Type.RESOLVED, {}, by=By.AGENT, agent=actor.pk, author=actor.name)


def reopen(actor: Agent, conversation: int) -> EntryShape | None:
    """Open a resolved conversation again; None when it is not resolved. Raises NotThere."""
    with held(actor, conversation) as head:
        if head.row.status != Status.RESOLVED:
            return None
        head.change(status=Status.OPEN, waiting_since=head.row.last_at if head.row.last_by == By.VISITOR else None)
        reopened = head.event(Type.REOPENED, {}, by=By.AGENT, agent=actor.pk, author=actor.name)
        head.release()
        return reopened
