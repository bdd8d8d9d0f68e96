"""Django's SQLite backend with one fair lock in front of every write of this process.

SQLite lets one connection write at a time and makes the others poll a busy database, so that under load an unlucky
thread starves until its timeout. Here the threads of the process queue in order instead: pages, jobs and the live
writer each get their turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

from extramile.base.turns import Turns

# For every NULL the driver asks its type for a way to store it, in vain, and makes an exception of that, which takes as
# long as ten values. An empty dictionary gives None for None.
_nulls: dict[None, None] = {}
sqlite3.register_adapter(type(None), _nulls.get)
# Somebody else holds the file: while the process ends, nobody finds out for long.
_BRIEFLY = "PRAGMA busy_timeout = 500"
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM", "REINDEX")
turns = Turns()


@lru_cache(512)
def _positional(query: str) -> str:
    # Django translates the placeholders of every statement anew; those of a batch are thousands of characters long.
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


def _is_write(sql: str) -> bool:
    return sql.lstrip()[:8].upper().startswith(_WRITES)


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that waits for its turn before a write outside a transaction."""

    owner: DatabaseWrapper
    _returned: Iterator[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        self._returned = None
        if self.owner.holds_turn or not _is_write(query):
            return super().execute(query, params)
        with turns:
            answer = super().execute(query, params)
            if self.description is not None:
                # A write that returns rows ends, and lets the database go, with the last of them.
                self._returned = iter(super().fetchall())
            return answer

    def fetchone(self) -> Any:
        return super().fetchone() if self._returned is None else next(self._returned, None)

    def fetchmany(self, size: int | None = 1) -> Any:
        return super().fetchmany(size) if self._returned is None else list(islice(self._returned, size))

    def fetchall(self) -> Any:
        return super().fetchall() if self._returned is None else list(self._returned)

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        return str(super().convert_query(query, param_names=param_names)) if param_names else _positional(query)

    def executemany(self, query: str, param_list: Any) -> Any:
        if self.owner.holds_turn or not _is_write(query):
            return super().executemany(query, param_list)
        with turns:
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin IMMEDIATE, in turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_turn = False

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.owner = self
        return cursor

    @staticmethod
    def end_waits() -> None:
        """The process ends: whoever waits for a turn is told that there will be none."""
        turns.end_waits()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            if turns.ending:
                self.connection.execute(_BRIEFLY)
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        # Every transaction ends here, also one whose commit or rollback failed, and here its commit hooks run. The turn
        # lasts until they have: whoever commits next must not be heard first.
        try:
            super().set_autocommit(autocommit, *args, **kwargs)
        finally:
            if autocommit:
                self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        if not self.holds_turn:
            turns.acquire()
            self.holds_turn = True

    def _give_turn(self) -> None:
        if self.holds_turn:
            self.holds_turn = False
            turns.release()
