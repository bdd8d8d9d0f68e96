"""The customers that a shop knows of, whether they have bought or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from extramile.base.tries import in_one
from extramile.customers.actions.buyers import Met, meet
from extramile.customers.shapes import Buyer


def bring(known: Sequence[tuple[Buyer, date]], *, dry: bool = False) -> Met:
    """Find or make customers, and fill in what is not known yet; what an agent wrote stays. `dry` stores nothing.

    Raises OperationalError when the database stays locked or the disk is full; nothing of the batch is stored then.
    """

    def write() -> Met:
        met = meet(known)
        transaction.set_rollback(dry)
        return met

    return in_one(write)
