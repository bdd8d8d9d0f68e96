"""The data folder: who owns it, who may read it, and the room on its disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from extramile.base import config, state
from extramile.base.backup import record
from extramile.base.config import Config
from extramile.cli.checks.finding import Finding, mend, note, well

_DISTINCT = 12
_MADE_ANEW = {"static", "lock", "preparing"}


def look(settings: Config, *, database_bytes: int) -> Iterator[Finding]:
    """Everything about the folder."""
    yield _owner(settings.data)
    yield _modes(settings.data)
    yield _secret(settings)
    yield _room(settings.data, database_bytes)
    yield _backups(settings.data)
    if (settings.data / record.RESTORING).exists():
        yield mend("restore", "A restore did not finish.", "Run it again: bin/extramile restore FROM --replace")


def _owner(folder: Path) -> Finding:
    owner = folder.stat().st_uid
    others = [one.name for one in folder.iterdir() if one.lstat().st_uid != owner and one.name not in _MADE_ANEW]
    if others:
        return mend(
            "owner", f"{', '.join(sorted(others)[:3])} in {folder} belongs to another account than the folder.",
            f"chown -R --reference={folder} {folder}",
        )  # fmt: skip
    if os.geteuid() not in (0, owner):
        return mend("owner", f"{folder} belongs to another account than yours.", "Run Extramile as the folder's owner.")
    return well("owner", "Everything in the data folder belongs to its owner.")


def _modes(folder: Path) -> Finding:
    private = [folder, folder / "secret-key", folder / config.FILE, folder / "extramile.sqlite3"]
    # What others find behind a closed door is out of their reach.
    open_to_others = [one for one in private if one.exists() and stat.S_IMODE(one.stat().st_mode) & 0o007]
    if folder in open_to_others or folder / "secret-key" in open_to_others:
        what = f"chmod 700 {folder}; chmod 600 {folder}/secret-key"
        return mend("permissions", f"Other accounts of this computer can reach {open_to_others[0]}.", what)
    return well("permissions", "Other accounts cannot reach the data folder.")


def _secret(settings: Config) -> Finding:
    if len(set(settings.secret_key)) < _DISTINCT:
        return mend(
            "secret key", "The secret key repeats few characters, and could be guessed.",
            "Set EXTRAMILE_SECRET_KEY to 48 random characters (everybody signs in anew), or leave it out.",
        )  # fmt: skip
    kept = (settings.data / "secret-key").exists()
    return well("secret key", "Kept in the data folder." if kept else "Set in the environment: no backup holds it.")


def _room(folder: Path, database_bytes: int) -> Finding:
    disk = state.disk(folder)
    says = f"{disk.free / 1e9:.1f} GB are free, and the database has {database_bytes / 1e9:.2f} GB."
    if state.little_room(disk, database_bytes):
        return mend("disk", says, "Make room, or move the data folder to a larger disk.")
    return well("disk", says)


def _backups(folder: Path) -> Finding:
    last = record.last(folder)
    says = f"The last backup is of {last.at:%d %B %Y, %H:%M} UTC." if last else "This folder knows of no backup."
    if state.old(last):
        return mend("backups", says, "bin/extramile backup FOLDER, every night by a timer (deploy/ has one).")
    if last and not Path(last.to).exists():
        return note("backups", f"{says} It is not at {last.to} any more.")
    return well("backups", says)
