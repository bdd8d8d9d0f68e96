"""Putting rows into a database by the hundred thousand, past the product but into the tables that it made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import psycopg
from bench.lib.bulk import Row

_TABLES = ("customers_customer", "desk_conversation", "desk_conversation_tags", "desk_entry")
_NUMBERED = (*_TABLES, "people_agent", "people_team", "desk_inbox", "desk_tag")
_IN_TABLES = "('" + "', '".join(_TABLES) + "')"


class Store(Protocol):
    """A database that takes many rows. Indexes that can be made afterwards are away while it is open."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Every row of a query."""

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows."""


class Sqlite:
    """The SQLite file of a data folder, while no server runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self._connection.execute(sql).fetchall()

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [name for (name,) in self.ask(f"SELECT name FROM pragma_table_info('{table}')")]

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows."""
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


class Postgres:
    """A PostgreSQL database."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self._connection.execute(sql.encode()).fetchall()

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        of_table = f"attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
        return [name for (name,) in self.ask(f"SELECT attname FROM pg_attribute WHERE {of_table}")]

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows."""
        into = f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()
        with self._connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def sqlite(file: Path) -> Iterator[Store]:
    """Open a file; what is in it afterwards is whole, or it was interrupted and is worth nothing."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for setting in ("journal_mode=DELETE", "synchronous=OFF", "cache_size=-800000", "temp_store=FILE"):
            connection.execute(f"PRAGMA {setting}")
        made = connection.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {_IN_TABLES}"
        ).fetchall()
        connection.execute("BEGIN")
        for name, _ in made:
            connection.execute(f'DROP INDEX "{name}"')
        yield Sqlite(connection)
        connection.execute(
            "INSERT INTO desk_entry_search (rowid, text) "
            "SELECT id, text FROM desk_entry WHERE type IN ('message', 'note') ORDER BY id"
        )
        for _, sql in made:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


@contextmanager
def postgres(address: str) -> Iterator[Store]:
    """Open a database; its statistics are up to date afterwards, as its own housekeeping would have them."""
    with psycopg.connect(address, autocommit=True) as connection:
        _prepare(connection)
        made = connection.execute(
            f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN {_IN_TABLES} AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)".encode()
        ).fetchall()
        with connection.transaction():
            # What is written into a table that was emptied in the same transaction needs no log of its own.
            connection.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE".encode())
            for name, _ in made:
                connection.execute(f'DROP INDEX "{name}"'.encode())
            yield Postgres(connection)
        # The one of all words takes as long as the others together.
        anew = sorted((statement for _, statement in made), key=lambda statement: "_search " not in statement)
        with ThreadPoolExecutor(2) as two:
            list(two.map(partial(_make_index, address), anew))
        for table in _NUMBERED:
            name = f"pg_get_serial_sequence('{table}', 'id')"
            connection.execute(f"SELECT setval({name}, max(id)) FROM {table} WHERE {name} IS NOT NULL".encode())
        connection.execute(b"VACUUM ANALYZE")


def _prepare(connection: psycopg.Connection[Any]) -> None:
    for setting in ("session_replication_role = replica", "time zone 'UTC'", "maintenance_work_mem = '700MB'"):
        connection.execute(f"SET {setting}".encode())


def _make_index(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        _prepare(connection)
        connection.execute(statement.encode())
