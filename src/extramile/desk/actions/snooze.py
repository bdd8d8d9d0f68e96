"""Putting a conversation aside, and its coming back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django_tasks import task

from extramile.base import clock
from extramile.desk.access import NotThere
from extramile.desk.actions.held import held
from extramile.desk.actions.refused import Refused
from extramile.desk.models import By, Status, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent


class PastTime(Refused):
    """The moment to come back at has gone by."""


def snooze(actor: Agent, conversation: int, *, until: datetime | None) -> EntryShape | None:
    """Put a conversation aside until a moment, or until the customer writes; None when it is so already.

    Raises NotThere, PastTime, or Refused for a resolved conversation.
    """
    if until is not None and until <= clock.now():
        raise PastTime(_("That time has gone by. Choose one that is still to come."))
    with held(actor, conversation) as head:
        if head.row.status == Status.RESOLVED:
            raise Refused(_("This conversation is resolved. Reopen it before you snooze it."))
        if head.row.status == Status.SNOOZED and head.row.snoozed_until == until:
            return None
        head.change(status=Status.SNOOZED, snoozed_until=until)
        if until is not None:
            # In the same transaction: there is no snooze without its waking, and no waking without its snooze.
            wake_due.using(run_after=until).enqueue(conversation)
        stamp = clock.stamp(until) if until else None
        return head.event(Type.SNOOZED, {"until": stamp}, by=By.AGENT, agent=actor.pk, author=actor.name)


def wake(actor: Agent, conversation: int) -> EntryShape | None:
    """Bring a snoozed conversation back by hand; None when it is not snoozed. Raises NotThere."""
    with held(actor, conversation) as head:
        if head.row.status != Status.SNOOZED:
            return None
        head.change(status=Status.OPEN, snoozed_until=None)
        return head.event(Type.WOKEN, {"why": "agent"}, by=By.AGENT, agent=actor.pk, author=actor.name)


@task()
def wake_due(conversation: int) -> None:
    """Bring a conversation back whose time has come; nothing when it was woken or snoozed anew, or is gone."""
    try:
        with held(None, conversation) as head:
            due = head.row.snoozed_until
            if head.row.status == Status.SNOOZED and due is not None and due <= clock.now():
                head.change(status=Status.OPEN, snoozed_until=None)
                head.event(Type.WOKEN, {"why": "time"})
    except NotThere:
        return
