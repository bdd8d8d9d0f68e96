"""Conversations on a customer's timeline: those that somebody may see."""

from __future__ import annotations

from collections.abc import Collection

from extramile.customers.queries.timeline import Source
from extramile.desk.models import Conversation


def conversations(inboxes: Collection[int]) -> Source:
    """Conversations in these inboxes. Others are not there at all, not even as a number."""
    return Source(
        kind="conversation",
        rows=lambda customer: Conversation.objects.filter(customer=customer, inbox__in=inboxes, seq__gt=0),
        when="last_at",
        about={"status": "status", "channel": "channel", "text": "last_text", "by": "last_by"},
    )
