"""Making a backup: the database of one moment and the files beside it, checked, and only then under its name."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from extramile.base import clock, log
from extramile.base.backup import archive, postgres, programs, record, sqlite
from extramile.base.backup.manifest import DATABASES, Broken, Manifest

DATABASE = "extramile.sqlite3"
_WORK = ".extramile-backup-"
_ABANDONED = 24 * 3600
_DATED = re.compile(r"\d{8}T\d{6}Z(-\d+)?\.tar\.gz")
# What is made anew, belongs to a process that runs, holds backups itself, or is gone within a day anyway.
_LEFT_OUT = {"static", "lock", "preparing", "backups", "mail", "restoring", record.NAME}


class NotMade(Exception):
    """There is no new backup; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole: where it is, its bytes, and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


def make(data: Path, database_url: str, to: Path, *, version: str, keep: int = 0, name: str = "extramile") -> Made:
    """Back an install up, while it runs or not, into a new archive: `to` itself, or a dated one in the folder `to`.

    With `keep` the oldest of that folder go, until so many of this name are left. Raises NotMade.
    """
    try:
        folder, target = _target(to, name)
        _clear(folder)
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder) as work:
            made = _written(data, database_url, Path(work), version)
            manifest = archive.read(made)
            os.replace(made, target)
        _settle(folder)
        if keep:
            for old in dated(folder, name)[keep:]:
                old.unlink()
        return Made(target, target.stat().st_size, manifest)
    except (OSError, sqlite3.Error) as error:
        why = log.reason_of(error) if isinstance(error, OSError) else str(error)
        raise NotMade(f"The backup could not be made ({why}). See that {to} can be written and has room.") from error
    except psycopg.Error as error:
        raise NotMade("The backup could not be made: the database does not answer. Start PostgreSQL.") from error
    except programs.NoPrograms as error:
        raise NotMade(str(error)) from error
    except programs.Failed as error:
        raise NotMade(f"The backup could not be made: {error}") from error
    except Broken as error:
        raise NotMade(f"What was written is not a good backup, and was thrown away. {error}") from error


def dated(folder: Path, name: str = "extramile") -> list[Path]:
    """The backups of that name in a folder, the newest first."""
    found = [path for path in folder.glob(f"{name}-*.tar.gz") if _DATED.fullmatch(path.name[len(name) + 1 :])]
    return sorted(found, key=lambda path: path.name, reverse=True)


def _target(to: Path, name: str) -> tuple[Path, Path]:
    to = to.expanduser().resolve()
    if to.name.endswith(".tar.gz") and not to.is_dir():
        if to.exists():
            raise NotMade(f"{to} is there already. Choose another name, or a folder.")
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return to.parent, to
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    names = [f"{name}-{stamp}.tar.gz", *(f"{name}-{stamp}-{number}.tar.gz" for number in range(2, 100))]
    return to, next(to / one for one in names if not (to / one).exists())


def _written(data: Path, database_url: str, work: Path, version: str) -> Path:
    kind = "postgresql" if database_url else "sqlite"
    copied = work / DATABASES[kind]
    if database_url:
        tables, migrations = postgres.dump(database_url, copied)
    else:
        sqlite.copy(data / DATABASE, copied)
        tables, migrations = sqlite.check(copied), sqlite.migrations(copied)
    manifest = Manifest(version, clock.stamp(clock.now()), kind, migrations, tables)
    made = work / "archive"
    archive.write(made, [(copied.name, copied), *_beside(data, work)], manifest)
    return made


def _beside(data: Path, work: Path) -> Iterator[tuple[str, Path]]:
    """The files of the data folder, by their names in the archive."""
    for folder, folders, files in os.walk(data):
        here = Path(folder)
        if here == data:
            folders[:] = [one for one in folders if one not in _LEFT_OUT and not one.startswith(postgres.ASIDE)]
            files = [one for one in files if one not in _LEFT_OUT and not one.startswith(DATABASE)]
        # Backups may be kept in the very folder that they are of.
        folders[:] = sorted(one for one in folders if here / one != work.parent and not one.startswith(_WORK))
        for one in sorted(files):
            path = here / one
            if path.is_file() and not path.is_symlink() and not _is_backup(path):
                yield f"files/{path.relative_to(data).as_posix()}", path


def _is_backup(path: Path) -> bool:
    return bool(_DATED.search(path.name))


def _clear(folder: Path) -> None:
    """Take away what a backup that was killed has left, once it can be no other that is at work."""
    for left in folder.glob(f"{_WORK}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
