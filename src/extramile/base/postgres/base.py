"""Django's PostgreSQL backend with the transactions of this process in turn.

PostgreSQL needs no lock of ours to keep rows whole. But between a commit and its hooks another thread could commit the
next entry of the same conversation and tell of it first, so that listeners would hear of entries out of order.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg.types.string import StrDumperUnknown

from extramile.base.text import storable
from extramile.base.turns import Turns

turns = Turns()


class _Text(StrDumperUnknown):
    """Text in a statement. What is only looked for may hold anything, such as a key that a stranger sends."""

    def dump(self, obj: str) -> Any:
        return super().dump(storable(obj))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn, and keep the turn until their commit hooks have run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holds_turn = False

    def get_new_connection(self, conn_params: Any) -> Any:
        made = super().get_new_connection(conn_params)
        made.adapters.register_dumper(str, _Text)
        return made

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
