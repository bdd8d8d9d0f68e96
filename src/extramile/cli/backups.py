"""`extramile backup` and `extramile restore`: neither needs a server, and only restore wants it gone."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from extramile import __version__, alone
from extramile.base import clock, config
from extramile.base.backup import making, record, restoring
from extramile.base.backup.manifest import Manifest

_PACKAGE = Path(__file__).parents[1]
_PATIENT = 10


def backup(to: Path, data: Path | None, *, keep: int, as_json: bool) -> int:
    """Make a backup and say where it is. Returns an exit code."""
    folder = config.folder_of(os.environ, data)
    url = config.as_given(os.environ, folder).get("DATABASE_URL", "") if folder.is_dir() else ""
    if not url and not (folder / making.DATABASE).exists():
        print(f"There is nothing to back up in {folder}. Set --data to the folder of an install.", file=sys.stderr)
        return 2
    # Whoever writes at the desk goes first.
    os.nice(_PATIENT)
    try:
        made = making.make(folder, url, to, version=__version__, keep=keep)
        record.note(folder, record.Last(clock.now(), str(made.path), made.size))
    except (making.NotMade, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    told = {"path": str(made.path), "bytes": made.size, "tables": len(made.manifest.tables), "rows": made.manifest.rows}
    print(json.dumps(told) if as_json else f"{made.path}: {made.size:,} bytes, {_holds(made.manifest)}. Checked.")
    return 0


def restore(source: Path, data: Path | None, *, replace: bool) -> int:
    """Put a backup back and say what was done. Returns an exit code."""
    folder = config.folder_of(os.environ, data)
    url = config.as_given(os.environ, folder).get("DATABASE_URL", "")
    try:
        with _undisturbed(folder, url):
            done = restoring.restore(source, folder, url, known=known(), replace=replace)
    except (restoring.NotRestored, alone.InUse) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Restored into {folder}: the backup of {done.manifest.made_at}, {_holds(done.manifest)}.")
    if done.aside:
        print(f"What was there before is in {done.aside}. Remove it when you need it no more.")
    if "files/secret-key" not in done.manifest.files:
        print("The secret key is not in the backup: set EXTRAMILE_SECRET_KEY as it was, or everybody signs in anew.")
    return 0


def _holds(manifest: Manifest) -> str:
    return f"{manifest.rows:,} rows in {len(manifest.tables)} tables and {len(manifest.files) - 1} files"


def known() -> set[str]:
    """The migrations of this version. Django is not asked, since its settings would already fill the data folder."""
    found = _PACKAGE.glob("*/migrations/[0-9]*.py")
    return {f"{path.parents[1].name}.{path.stem}" for path in found}


@contextmanager
def _undisturbed(folder: Path, url: str) -> Iterator[None]:
    """No server serves from the folder or the database meanwhile. Raises InUse."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise alone.InUse(f"An Extramile serves {folder}. Stop it first.") from None
        if not url:
            yield
            return
        try:
            connection = psycopg.connect(url)
        except psycopg.Error as error:
            raise alone.InUse(
                "The database does not answer. Start PostgreSQL, or set EXTRAMILE_DATABASE_URL."
            ) from error
        with connection:
            if not (connection.execute("SELECT pg_try_advisory_lock(%s)", [alone.ADVISORY]).fetchone() or [False])[0]:
                raise alone.InUse("An Extramile serves this database. Stop it first.")
            connection.commit()
            yield
