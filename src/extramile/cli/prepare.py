"""From a folder, perhaps empty, to a database that is ready."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader

from extramile.base import config
from extramile.base.backup import record
from extramile.base.config import WrongSetting

_ADVISORY = 0x6578747262


class NotUpgraded(Exception):
    """The database is as it was; the message says why, and what to do."""


def data_folder(data: Path | None, *, otherwise: Path | None = None, backup: bool = True) -> Path:
    """Make the data folder ready to be served from, and Django with it.

    `data` wins over EXTRAMILE_DATA, which wins over `otherwise` and then ./data. The database of an older version is
    upgraded, after a backup. Raises WrongSetting or NotUpgraded.
    """
    if data is not None:
        os.environ["EXTRAMILE_DATA"] = str(data)
    elif otherwise is not None:
        os.environ.setdefault("EXTRAMILE_DATA", str(otherwise))
    os.environ["DJANGO_SETTINGS_MODULE"] = "extramile.settings"
    _restored(config.folder_of(os.environ))
    folder = config.load(os.environ).data
    django.setup()
    try:
        _database(folder, backup=backup)
    except (DatabaseError, InterfaceError, sqlite3.Error) as error:
        reason = " ".join(str(error).split())
        if connection.vendor == "postgresql":
            raise WrongSetting(
                f"The database cannot be used ({reason}). Start PostgreSQL, or change EXTRAMILE_DATABASE_URL."
            ) from error
        raise WrongSetting(
            f"The database in {folder} cannot be used ({reason}). Set --data to another folder, or put back a copy."
        ) from error
    return folder


def _restored(folder: Path) -> None:
    if (folder / record.RESTORING).exists():
        raise WrongSetting(
            f"A restore into {folder} did not finish. Run it again: "
            f"bin/extramile restore FROM --replace --data {folder}"
        )


def _database(folder: Path, *, backup: bool) -> None:
    # Two commands may meet in the same empty folder; the second finds the tables made. In turn from the first look on:
    # a file that another has only just made is turned to its journal by both, and SQLite waits for nobody there.
    with (folder / "preparing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_current(folder):
            return
        with _in_turn():
            if _is_current(folder):
                return
            if MigrationLoader(connection).applied_migrations:
                from extramile.cli import upgrading  # noqa: PLC0415  it is needed here alone

                upgrading.upgrade(backup=backup)
            else:
                call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _in_turn() -> Iterator[None]:
    """One migration at a time in a PostgreSQL database, which commands with other data folders may share."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        _fitting(cursor)
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY])


def _fitting(cursor: CursorWrapper) -> None:
    """Raises WrongSetting for a database that keeps, or searches, texts of some languages only."""
    cursor.execute("SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = current_database()")
    encoding, letters = cursor.fetchone()
    if encoding != "UTF8" or letters in {"C", "POSIX"}:
        raise WrongSetting(
            f"The database knows texts as {encoding} with the letters of {letters}. "
            "Make it with ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0, and set EXTRAMILE_DATABASE_URL to it."
        )


def _is_current(folder: Path) -> bool:
    """Whether every migration of this version has been applied. Raises WrongSetting when newer ones have."""
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.graph.nodes)
    newer = sorted(name for app, name in applied - known if app in {"people", "customers", "desk"})
    if newer:
        raise WrongSetting(
            f"{_place(folder)} was used by a newer version of Extramile ({newer[-1]}). "
            "Start that version, or choose another."
        )
    return known <= applied


def _place(folder: Path) -> str:
    return "The database" if connection.vendor == "postgresql" else f"The data folder {folder}"
