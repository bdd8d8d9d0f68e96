"""Putting a conversation aside, and its coming back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock, events
from extramile.desk.actions import log
from extramile.desk.actions.head import Head
from extramile.desk.actions.held import held
from extramile.desk.actions.refused import Refused
from extramile.desk.models import By, Conversation, Status, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent

_AT_ONCE = 100


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
        stamp = clock.stamp(until) if until else None
        return head.event(Type.SNOOZED, {"until": stamp}, by=By.AGENT, agent=actor.pk, author=actor.name)


def wake(actor: Agent, conversation: int) -> EntryShape | None:
    """Bring a snoozed conversation back by hand; None when it is not snoozed. Raises NotThere."""
    with held(actor, conversation) as head:
        if head.row.status != Status.SNOOZED:
            return None
        head.change(status=Status.OPEN, snoozed_until=None)
        return head.event(Type.WOKEN, {"why": "agent"}, by=By.AGENT, agent=actor.pk, author=actor.name)


def wake_due() -> None:
    """Bring every conversation back whose time has come; called every few seconds, so none can be forgotten."""
    due = Conversation.objects.filter(status=Status.SNOOZED, snoozed_until__lte=clock.now())
    found = list(due.order_by("snoozed_until").values_list("pk", flat=True))
    for start in range(0, len(found), _AT_ONCE):
        with transaction.atomic():
            heads = log.lock(found[start : start + _AT_ONCE])
            for head in heads.values():
                _wake(head)
            events.publish(*log.save(heads.values()))


def _wake(head: Head) -> None:
    # Asked again under the lock: somebody may have woken it, or put it off, just now.
    until = head.row.snoozed_until
    if head.row.status == Status.SNOOZED and until is not None and until <= clock.now():
        head.change(status=Status.OPEN, snoozed_until=None)
        head.event(Type.WOKEN, {"why": "time"})
