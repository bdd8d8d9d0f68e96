"""The database of an older version brought up to this one: after a backup, and all of it or nothing."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from extramile import __version__, alone
from extramile.base import log
from extramile.base.backup import archive, making
from extramile.base.backup.manifest import DATABASES, Broken
from extramile.cli.prepare import NotUpgraded

KEPT = 3
FOLDER = "backups"
_NAME = "before-upgrade"


def upgrade(*, backup: bool) -> None:
    """Apply what this version adds to a database that is in use. Raises NotUpgraded, with the database as it was.

    `backup` is false when whoever looks after it has made one by other means.
    """
    config = settings.CONFIG
    try:
        # Others may serve beside this one later on, but nobody may now: an older version would meet the new tables.
        held = alone.claim(replace(config, redis_url=""))
    except alone.InUse as error:
        raise NotUpgraded(f"This version has to change the database first. {error}") from error
    with closing(held):
        made = _backup(config.data, config.database_url) if backup or connection.vendor == "sqlite" else None
        try:
            _migrate()
        except BaseException as error:
            _as_it_was(config.data / making.DATABASE, made)
            kept = f" The backup made before is {made}." if made else ""
            raise NotUpgraded(
                f"The database could not be brought up to version {__version__} ({log.reason_of(error)}). "
                f"Nothing was changed: it is as it was. Start the version before, and report this.{kept}"
            ) from error
        print(
            f"The database is that of version {__version__} now. " + (f"Before: {made}" if made else ""),
            file=sys.stderr,
        )


def _backup(data: Path, database_url: str) -> Path:
    try:
        return making.make(data, database_url, data / FOLDER, version=__version__, keep=KEPT, name=_NAME).path
    except making.NotMade as error:
        raise NotUpgraded(
            f"This version has to change the database, and makes a backup before. {error} Nothing was changed. "
            "With a PostgreSQL that is backed up already, run once: bin/extramile upgrade --no-backup"
        ) from error


def _migrate() -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", interactive=False, verbosity=0)
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A table with checks that wait for the end of the transaction could not be changed again within it.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        call_command("migrate", interactive=False, verbosity=0)


def _as_it_was(database: Path, made: Path | None) -> None:
    """SQLite commits each step by itself: what the first ones did is undone from the backup, in one transaction."""
    if connection.vendor != "sqlite" or made is None:
        return
    connections.close_all()
    try:
        with tempfile.TemporaryDirectory(prefix="before-", dir=made.parent) as folder:
            archive.read(made, into=Path(folder))
            copied = Path(folder) / DATABASES["sqlite"]
            with closing(sqlite3.connect(copied)) as kept, closing(sqlite3.connect(database)) as live:
                kept.backup(live)
    except (Broken, OSError, sqlite3.Error) as error:
        raise NotUpgraded(
            f"The upgrade failed half way, and the database could not be put back ({error}). Do not start any version. "
            f"Make room on the disk, then run: bin/extramile restore {made} --replace"
        ) from error
