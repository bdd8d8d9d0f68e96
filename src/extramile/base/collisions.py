"""Transactions of several processes that came into each other's way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError

T = TypeVar("T")
_TRIES = 5
# A deadlock, and a transaction that others' changes made impossible, in PostgreSQL's words.
_COLLIDED = {"40P01", "40001"}


def together(doing: Callable[[], T]) -> T:
    """Run a transaction; run it again when PostgreSQL ended it for the sake of another one. Raises what it raises."""
    for _ in range(_TRIES - 1):
        try:
            return doing()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _COLLIDED:
                raise
    return doing()
