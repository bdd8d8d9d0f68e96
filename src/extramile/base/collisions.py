"""Transactions of several processes that came into each other's way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, connection

T = TypeVar("T")
_TRIES = 5
# In PostgreSQL's words: a deadlock, a transaction that others' changes made impossible, a row that somebody else made
# first, which is found when one looks again, and one that was pointed at while it went into another.
_COLLIDED = {"40P01", "40001", "23505", "23503"}

_ONE = "SELECT pg_advisory_xact_lock(hashtext('extramile'), hashtext(%s))"


def one_at_a_time(what: str) -> None:
    """Let no other transaction pass here with the same word until the caller's ends, for rows that are not there yet.

    On SQLite there is one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_ONE, [what])


def together(doing: Callable[[], T]) -> T:
    """Run a transaction; run it again when PostgreSQL ended it for the sake of another one. Raises what it raises."""
    for _ in range(_TRIES - 1):
        try:
            return doing()
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _COLLIDED:
                raise
    return doing()
