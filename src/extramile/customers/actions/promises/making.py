"""Making a promise."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from extramile.base import clock, events, text
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Promise
from extramile.customers.promises.rules import State, next_look

_WHAT = 300


def make(
    by: int, customer: int, what: str, due: datetime, *, name: str, message: str | None = None,
    conversation: int | None = None,
) -> Promise:  # fmt: skip
    """Promise a customer something until a moment; who promises holds it. Runs in the caller's transaction, if any.

    `name` is a UUID that the browser made, or that of the `message` in which it was said: the same words under the
    same name are one promise, however often they are sent. Raises text.EmptyText.
    """
    said = text.line(text.clean(what), _WHAT)
    now = clock.now()
    words = hashlib.sha256(said.casefold().encode()).hexdigest()[:16]
    fields = {
        "customer_id": customer, "conversation": conversation, "message": message, "what": said, "due": due,
        "holder_id": by, "made_by": by, "made_at": now, "state": State.OPEN, "next_at": next_look(due, now),
    }  # fmt: skip
    with transaction.atomic():
        made, fresh = Promise.objects.get_or_create(key=f"{name}:{words}", defaults=fields)
        if fresh:
            events.publish(CustomerChanged(customer))
    return made
