"""Customers who turn out to be one person, with their conversations."""

from __future__ import annotations

from django.db import transaction

from extramile.base import events
from extramile.base.collisions import together
from extramile.customers.actions import merging, sums
from extramile.customers.actions.merging import rows
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Merge
from extramile.customers.queries.identity import visitors_of
from extramile.desk.actions import log
from extramile.desk.models import Conversation
from extramile.people.models import Agent


def merge(actor: Agent, *, gone: int, kept: int) -> Merge:
    """Make one customer a part of another. Raises merging.Gone or merging.SamePerson."""
    return together(lambda: _merge(actor, gone, kept))


def undo_merge(actor: Agent, merge: int) -> Merge:
    """Make them two again; what their browsers began to say meanwhile goes with them. Raises Gone or TooLate."""
    return together(lambda: _undo(actor, merge))


@transaction.atomic
def _merge(actor: Agent, gone: int, kept: int) -> Merge:
    # Conversations before customers, as the live path locks them: a message may be on its way into one of these.
    log.lock(Conversation.objects.filter(customer=gone).values_list("pk", flat=True))
    return merging.merge(actor, gone=gone, kept=kept)


@transaction.atomic
def _undo(actor: Agent, merge: int) -> Merge:
    log.lock(Conversation.objects.filter(customer__merges=merge).values_list("pk", flat=True))
    done = merging.undo(actor, merge)
    since = Conversation.objects.filter(customer=done.kept_id, visitor__in=visitors_of(done.gone))
    if begun := list(since.values_list("pk", flat=True)):
        Conversation.objects.filter(pk__in=begun).update(customer=done.gone)
        rows.follow(begun, gone=done.gone, kept=done.kept_id)
        sums.moved([done.gone, done.kept_id])
        events.publish(CustomerChanged(done.gone))
    return done
