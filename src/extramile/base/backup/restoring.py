"""Putting a backup back: checked whole before anything is touched, and what was there is put aside, never deleted."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import psycopg

from extramile.base import clock, log
from extramile.base.backup import archive, postgres, programs, sqlite
from extramile.base.backup.making import DATABASE
from extramile.base.backup.manifest import DATABASES, Broken, Manifest
from extramile.base.backup.record import RESTORING

_STAYS = {"lock", "preparing", "static", "backups", RESTORING, "lost+found"}


class NotRestored(Exception):
    """Nothing was restored; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where what was there before is kept now (empty when nothing was)."""

    manifest: Manifest
    aside: str


def restore(source: Path, data: Path, database_url: str, *, known: set[str], replace: bool) -> Restored:
    """Put a backup into a data folder, and into the PostgreSQL database when it is one of PostgreSQL.

    `known` are the migrations that this version knows, as `app.name`; a backup with others is from a newer one. The
    caller sees to it that nothing serves from the folder or the database. Raises NotRestored.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _only_into_what_is_empty(data, replace)
        mark = data / RESTORING
        shutil.rmtree(mark, ignore_errors=True)
        mark.mkdir(mode=0o700)
        try:
            manifest = archive.read(source, into=mark)
            _fits(manifest, database_url, known)
            return _put(manifest, mark, data, database_url, replace)
        except BaseException:
            # From here on nothing of the old folder has been moved, or all of it is back.
            shutil.rmtree(mark, ignore_errors=True)
            raise
    except Broken as error:
        raise NotRestored(f"{source} was not restored. {error}") from error
    except OSError as error:
        raise NotRestored(f"{source} was not restored ({log.reason_of(error)}: {error.filename or data}).") from error
    except psycopg.Error as error:
        raise NotRestored(
            f"The database cannot be restored into ({' '.join(str(error).split())}). "
            "Start PostgreSQL, or set EXTRAMILE_DATABASE_URL to an empty database."
        ) from error
    except (programs.NoPrograms, programs.Failed) as error:
        raise NotRestored(str(error)) from error


def _only_into_what_is_empty(data: Path, replace: bool) -> None:
    if not replace and (found := sorted(one.name for one in data.iterdir() if one.name not in _STAYS - {RESTORING})):
        raise NotRestored(
            f"{data} is not empty ({', '.join(found[:3])}). Choose another --data folder, or add --replace: "
            "what is there is put aside then."
        )


def _fits(manifest: Manifest, database_url: str, known: set[str]) -> None:
    ours = {name.partition(".")[0] for name in known}
    newer = sorted(name for name in manifest.migrations if name.partition(".")[0] in ours and name not in known)
    if newer:
        raise Broken(f"It was made by a newer version of Extramile ({manifest.version}, {newer[-1]}). Use that one.")
    if database_url and manifest.database == "sqlite":
        raise Broken("It holds an SQLite database, and EXTRAMILE_DATABASE_URL is set. Restore it without that setting.")
    if not database_url and manifest.database == "postgresql":
        raise Broken("It holds a PostgreSQL database. Set EXTRAMILE_DATABASE_URL to an empty one to restore it into.")


def _put(manifest: Manifest, mark: Path, data: Path, database_url: str, replace: bool) -> Restored:
    copied = mark / DATABASES[manifest.database]
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    name = f"{postgres.ASIDE}{stamp.lower()}"
    if not database_url:
        if sqlite.check(copied) != manifest.tables:
            raise Broken("The database in it has other rows than it says.")
        return Restored(manifest, _swap(mark, data, name, {DATABASE: copied}))
    with psycopg.connect(database_url) as connection:
        full = bool(postgres.tables(connection))
    if full and not replace:
        raise NotRestored(
            "The database is not empty. Set EXTRAMILE_DATABASE_URL to one that is, or add --replace: "
            "what is there is put aside then."
        )
    with postgres.room(database_url, name if full else ""):
        postgres.load(database_url, copied, manifest.tables)
        copied.unlink()
        kept = _swap(mark, data, name, {})
    return Restored(manifest, " and ".join(filter(None, [kept, f"the schema {name} of the database" if full else ""])))


def _swap(mark: Path, data: Path, name: str, more: dict[str, Path]) -> str:
    """Put what is in the folder aside, and what was unpacked in its place; all back again when that fails."""
    aside, moved = data / name, list[tuple[Path, Path]]()
    unpacked = {one.name: one for one in (mark / "files").iterdir()} if (mark / "files").is_dir() else {}
    old = [one for one in data.iterdir() if one.name not in _STAYS and not one.name.startswith(postgres.ASIDE)]
    try:
        if old:
            aside.mkdir(mode=0o700)
        for source, target in [
            *((one, aside / one.name) for one in old),
            *((path, data / named) for named, path in (unpacked | more).items()),
        ]:
            os.rename(source, target)
            moved.append((source, target))
    except OSError:
        for source, target in reversed(moved):
            os.rename(target, source)
        raise
    shutil.rmtree(mark)
    return str(aside) if old else ""
