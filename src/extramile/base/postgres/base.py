"""Django's PostgreSQL backend with the transactions of this process in turn.

PostgreSQL needs no lock of ours to keep rows whole. But between a commit and its hooks another thread could commit the
next entry of the same conversation and tell of it first, so that listeners would hear of entries out of order.
"""

from __future__ import annotations

import select
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import Connection, Cursor, Error
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import StrDumperUnknown

from extramile.base.text import storable
from extramile.base.turns import Turns

turns = Turns()
_CANCELS_WITHIN = 1.0
_made: WeakSet[Connection[Any]] = WeakSet()


class _Text(StrDumperUnknown):
    """Text in a statement. What is only looked for may hold anything, such as a key that a stranger sends."""

    def dump(self, obj: str) -> Any:
        return super().dump(storable(obj))


class _Prepared(Cursor[Any]):
    """A cursor whose statements PostgreSQL parses and plans once on a line, and which are sent by name from then on."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        line = self.connection
        # Only here: with it, the driver would remember the words of every other statement too, in the hope of another.
        line.prepare_threshold = 0
        try:
            return super().execute(query, params, **how)
        except FeatureNotSupported:
            # A column has changed under a process that was not restarted. In a transaction nothing can be asked again.
            if line.info.transaction_status is not TransactionStatus.IDLE:
                raise
            super().execute("DEALLOCATE ALL")
            return super().execute(query, params, **how)
        finally:
            line.prepare_threshold = None


class _Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> Any:
        """The words of a statement with its values, also where they were sent apart."""
        if isinstance(cursor, _Prepared):
            return self.compose_sql(sql, params)
        return super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn, and keep the turn until their commit hooks have run."""

    ops_class = _Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_turn = False

    def get_new_connection(self, conn_params: Any) -> Any:
        made = super().get_new_connection(conn_params)
        made.adapters.register_dumper(str, _Text)
        # By its size a number would be of another type each time, and each type another statement to prepare.
        made.adapters.register_dumper(int, Int8Dumper)
        _made.add(made)
        return made

    def prepared_cursor(self) -> Any:
        """A cursor for statements that are asked in the same words again and again."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(_Prepared(self.connection))  # type: ignore[attr-defined]

    @staticmethod
    def end_waits() -> None:
        """The process ends: whoever waits for a turn, or for the database, is told that it takes too long."""
        turns.end_waits()
        for one in list(_made):
            if one.info.transaction_status is TransactionStatus.ACTIVE:
                with suppress(Error):
                    one.cancel_safe(timeout=_CANCELS_WITHIN)

    def is_usable(self) -> bool:
        """Whether the server still holds the line. To one who asks nothing it says nothing, except when it hangs up; to
        ask it before each page cost as much as a statement of the page's own."""
        try:
            return not self._heard() or super().is_usable()
        except Error:
            return False

    def _heard(self) -> bool:
        line = select.poll()
        # A line that was closed on this side has no socket any more: that is an error of the driver's.
        line.register(self.connection.pgconn.socket, select.POLLIN)
        return bool(line.poll(0))

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        if not autocommit:
            self._take_turn()
        begun = False
        try:
            super().set_autocommit(autocommit, *args, **kwargs)
            begun = not autocommit
        finally:
            # Every transaction ends here, also one whose commit or rollback failed, and here its commit hooks run.
            if not begun:
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
