"""Conversations as the live path's writer left them, so that a busy one is not read again for every batch.

SQLite tells a connection whether any other one has written since it looked last. When one has, whatever it was,
everything is read anew; and so it is after a batch that failed. On PostgreSQL nothing is kept: others write there too.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from extramile.base import clock
from extramile.desk.actions import log, sql
from extramile.desk.actions.head import Head
from extramile.desk.shapes import Row

_MOST = 10_000


class Recent:
    """What one writer need not ask again: rows, and which visitors may write. For one thread and its connection."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._rows: dict[int, Row] = {}
        self._public: dict[str, Row] = {}
        self._free: set[str] = set()

    def look(self) -> None:
        """Forget everything if somebody else has written. Called first in each transaction."""
        with connection.cursor() as cursor:
            version = sql.version(cursor)
        if version is None or version != self._version or len(self._rows) + len(self._free) > _MOST:
            self.forget()
        self._version = version

    def forget(self) -> None:
        """Begin anew: what is kept may not be what is stored."""
        self._version = None
        self._rows, self._public, self._free = {}, {}, set()

    def lock(self, conversations: Iterable[int]) -> dict[int, Head]:
        """As `log.lock`."""
        at, wanted = clock.now(), set(conversations)
        kept = {number: Head(self._rows[number].copy(), at) for number in wanted & self._rows.keys()}
        return kept | log.lock(wanted - kept.keys())

    def lock_public(self, public_ids: Iterable[str]) -> dict[str, Head]:
        """As `log.lock_public`."""
        at, wanted = clock.now(), set(public_ids)
        kept = {name: Head(self._public[name].copy(), at) for name in wanted & self._public.keys()}
        return kept | log.lock_public(wanted - kept.keys())

    def stopped(self, visitors: Iterable[str]) -> set[str]:
        """As `log.stopped`."""
        asked = set(visitors) - self._free
        found = log.stopped(asked)
        self._free |= asked - found
        return found

    def keep(self, heads: dict[int, Head]) -> None:
        """Remember where conversations are. Called after the commit: before it, nothing is sure."""
        if self._version is not None:
            for number, head in heads.items():
                self._rows[number] = self._public[head.row.public_id] = head.row
