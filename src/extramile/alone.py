"""Whether this process may serve: alone on its data, or beside others that it can talk to."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO, Any

from django.db import connections

from extramile.base.config import Config

_ADVISORY = 0x6578747261


class InUse(Exception):
    """Another server runs on this data folder, database or address; the message says what to do."""


def claim(config: Config) -> object:
    """What keeps others out while it is held; nothing when processes tell each other over Redis. Raises InUse.

    Two servers on one database that cannot talk would each tell only their own listeners.
    """
    if config.redis_url:
        return None
    return _database() if config.database_url else folder(config.data)


def folder(data: Path) -> IO[str]:
    """Take a data folder for this process; it is let go when the process ends. Raises InUse."""
    held = (data / "lock").open("a+")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise InUse(
            f"Another Extramile serves {data}. Stop it first, or choose another --data folder. Several processes need "
            "EXTRAMILE_DATABASE_URL (PostgreSQL) and EXTRAMILE_REDIS_URL."
        ) from None
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held


def _database() -> Any:
    held = connections["default"].copy()
    with held.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ADVISORY])
        taken = cursor.fetchone()[0]
    if not taken:
        held.close()
        raise InUse(
            "Another Extramile serves this database. Set EXTRAMILE_REDIS_URL, so that several can tell each other what "
            "happened, or stop the other one."
        )
    return held
