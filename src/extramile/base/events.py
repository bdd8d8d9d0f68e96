"""Domain events: what happened, told after it is committed and never before.

An event is a frozen dataclass declared in the `events.py` of its room. `wiring` has the lists of what follows from
which: one for what is published, and one for what is kept.
"""

from __future__ import annotations

from django.db import transaction

from extramile.base import kept
from extramile.base.live import broker


def publish(*happened: object) -> None:
    """Tell every listener, once the transaction around this call has been committed; at once when there is none."""
    if happened:
        transaction.on_commit(lambda: broker.current().publish(happened))


def keep(*happened: object) -> None:
    """Store events in the caller's transaction, for a worker to follow; they are not lost with this process."""
    for event in happened:
        kept.store(event)
