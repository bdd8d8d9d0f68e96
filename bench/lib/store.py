"""What is really kept, read from the database by plain SQL: the measurements take no page's word for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry as it stands in the database; `said` is None for what visitors do not see."""

    conversation: int
    name: str
    seq: int
    said: int | None
    type: str
    by: str
    text: str


class Store:
    """The database of a data folder, or the PostgreSQL at an address."""

    def __init__(self, data: Path, address: str = "") -> None:
        self._file = f"file:{data}/extramile.sqlite3?mode=ro"
        self._address = address

    def rows(self, query: LiteralString) -> list[tuple[Any, ...]]:
        """What a query finds."""
        if self._address:
            with psycopg.connect(self._address) as postgres:
                return postgres.execute(query).fetchall()
        with sqlite3.connect(self._file, uri=True, timeout=20) as database:
            return database.execute(query).fetchall()

    def sound(self) -> bool:
        """Whether the database says of itself that it is whole."""
        return bool(self._address) or self.rows("PRAGMA integrity_check") == [("ok",)]

    def numbers(self) -> dict[str, int]:
        """The desk's number of each conversation, by the UUID that its widget made."""
        found = self.rows("SELECT public_id, id FROM desk_conversation WHERE visitor IS NOT NULL")
        return {_dashed(name): number for name, number in found}

    def entries(self) -> list[Kept]:
        """Every entry, by conversation and place."""
        found = self.rows(
            "SELECT conversation_id, name, seq, said, type, by, text FROM desk_entry ORDER BY conversation_id, seq"
        )
        return [Kept(conversation, _dashed(name), *rest) for conversation, name, *rest in found]


def _dashed(name: Any) -> str:
    digits = str(name).replace("-", "")
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
