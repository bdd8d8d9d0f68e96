"""Domain events: what happened, told after it is committed and never before.

An event is a frozen dataclass declared in the `events.py` of its room. `wiring` is the one list of what follows from
which.
"""

from __future__ import annotations

from django.db import transaction

from extramile.base.live import broker


def publish(*happened: object) -> None:
    """Tell every listener, once the transaction around this call has been committed; at once when there is none."""
    if happened:
        transaction.on_commit(lambda: broker.current().publish(happened))
