"""A copy of an SQLite database while others write to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from extramile.base.backup.manifest import Broken


def copy(source: Path, to: Path) -> None:
    """Copy the database of one moment into a new file. Raises sqlite3.Error.

    In one step: it reads beside writers, and in several steps each commit meanwhile would start it again.
    """
    with closing(_open(source)) as live, closing(_open(to, new=True)) as kept:
        live.backup(kept)
        # One file, without what was written ahead beside it.
        kept.execute("PRAGMA journal_mode=DELETE")


def check(file: Path) -> dict[str, dict[str, Any]]:
    """The rows of each table, after a look at every page. Raises Broken."""
    try:
        with closing(_open(file)) as database:
            said = [line for (line,) in database.execute("PRAGMA integrity_check(3)")]
            if said != ["ok"]:
                raise Broken(f"The database in it is damaged: {'; '.join(said)}.")
            return {name: {"rows": _count(database, name)} for name in _tables(database)}
    except sqlite3.Error as error:
        raise Broken(f"The database in it cannot be read: {error}.") from error


def migrations(file: Path) -> list[str]:
    """What was applied, as `app.name`. Raises sqlite3.Error."""
    with closing(_open(file)) as database:
        return [
            f"{app}.{name}" for app, name in database.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2")
        ]


def _open(file: Path, *, new: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={'rwc' if new else 'rw'}", uri=True, timeout=30)


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    # An index for searching is a table to SQLite, with tables of its own.
    virtual = [name for name, sql in found if sql.upper().startswith("CREATE VIRTUAL")]
    return [
        name
        for name, _ in found
        if name not in virtual and not name.startswith(("sqlite_", *(f"{one}_" for one in virtual)))
    ]


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
