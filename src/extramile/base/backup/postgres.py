"""A PostgreSQL database written down by its own programs, with what was in each table at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from extramile.base.backup import programs
from extramile.base.backup.manifest import Broken

ASIDE = "replaced_"
# The sum of a hash of every row: the same in any order, and in any database that holds the same.
_DIGEST = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} t"


def dump(url: str, to: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Write a database down; returns its tables and its migrations as they were at that same moment.

    Raises psycopg.Error, programs.NoPrograms or programs.Failed.
    """
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert moment is not None
        words = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--exclude-schema={ASIDE}*"]
        programs.run("pg_dump", url, *words, f"--snapshot={moment[0]}", f"--file={to}")
        found = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
        tables, migrations = contents(connection), [name for (name,) in found]
    programs.readable(to)
    return tables, migrations


def contents(connection: psycopg.Connection[Any]) -> dict[str, dict[str, Any]]:
    """The rows and a digest of each table. Raises psycopg.Error."""
    connection.execute("SET TIME ZONE 'UTC'")
    told = {}
    for name in tables(connection):
        rows, digest = connection.execute(_digest(name)).fetchone() or (0, "0")
        told[name] = {"rows": rows, "digest": digest}
    return told


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The names of what is there."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
    return [name for (name,) in connection.execute(query)]


def load(url: str, dumped: Path, expected: dict[str, dict[str, Any]]) -> None:
    """Read a dump into an empty database, all of it or nothing, and compare.

    Raises psycopg.Error, programs.NoPrograms, programs.Failed or Broken.
    """
    words = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    programs.run("pg_restore", url, *words, str(dumped))
    with psycopg.connect(url) as connection:
        found = contents(connection)
    wrong = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    if wrong:
        raise Broken(f"These tables are not as they were: {', '.join(wrong[:5])}.")


@contextmanager
def room(url: str, aside: str) -> Iterator[None]:
    """Room for a restore: what is there goes to the schema `aside`, if it has a name. All as before when it fails.

    Raises psycopg.Error.
    """
    public, kept = sql.Identifier("public"), sql.Identifier(aside or "public")
    move, make = sql.SQL("ALTER SCHEMA {} RENAME TO {}"), sql.SQL("CREATE SCHEMA {}").format(public)
    if aside:
        _execute(url, move.format(public, kept), make)
    try:
        yield
    except BaseException:
        _execute(url, sql.SQL("DROP SCHEMA {} CASCADE").format(public), move.format(kept, public) if aside else make)
        raise


def _execute(url: str, *statements: sql.Composed) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def _digest(table: str) -> sql.Composed:
    return sql.SQL(_DIGEST).format(sql.Identifier(table))
