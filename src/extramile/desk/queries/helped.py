"""Whom somebody helped: asked by themselves, for their own eyes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from extramile.desk.models import Conversation, Status

_MOST = 2_000


def helped(agent: int, *, since: datetime | None = None) -> Mapping[int, date]:
    """The customers whose conversations this agent held when they were resolved, and the day of the first one.

    By customer, from a moment on or ever; of the newest 2,000 conversations.
    """
    found = Conversation.objects.filter(assignee=agent, status=Status.RESOLVED)
    if since:
        found = found.filter(last_at__gte=since)
    newest = found.order_by("-last_at").values_list("customer_id", "last_at")[:_MOST]
    return {customer: at.date() for customer, at in newest}
