"""Writing what another process may be writing too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

Found = TypeVar("Found")
_TRIES = 3


def in_one(write: Callable[[], Found]) -> Found:
    """Write in one transaction, and again when somebody else stored the same rows meanwhile: a second look finds them.

    Raises IntegrityError when they get in between each time, and OperationalError when the database stays locked or
    the disk is full; nothing is stored then.
    """
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")
