"""Conversations, and what was said of them, on a customer's timeline: those that somebody may see."""

from __future__ import annotations

from collections.abc import Collection

from extramile.base.prepared import Given, Part
from extramile.customers.queries.timeline import Source
from extramile.desk.models import Conversation, Rating

_SEEN = Conversation.objects.filter(inbox__in=Given("inboxes", many=True))


def seen(inboxes: Collection[int]) -> Part:
    """The conversations that somebody with these inboxes may see, for a query of another floor."""
    return Part(_SEEN, {"inboxes": inboxes})


def conversations(inboxes: Collection[int]) -> Source:
    """Conversations in these inboxes. Others are not there at all, not even as a number."""
    return Source(
        kind="conversation",
        rows=lambda customer: Conversation.objects.filter(inbox__in=inboxes, customer=customer, seq__gt=0),
        when="last_at",
        about={"status": "status", "channel": "channel", "text": "last_text", "by": "last_by"},
    )


def ratings(inboxes: Collection[int]) -> Source:
    """What the customer said of their conversations in these inboxes."""
    return Source(
        kind="rating",
        rows=lambda customer: Rating.objects.filter(conversation__customer=customer, conversation__inbox__in=inboxes),
        when="at",
        about={"stars": "stars", "comment": "comment", "conversation": "conversation_id"},
    )
