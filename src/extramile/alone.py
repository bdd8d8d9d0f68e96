"""Whether this process may serve: alone on its data folder and database, or with others that hear each other."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import threading
from pathlib import Path
from typing import IO, Any

import structlog
from django.db import Error, connections

from extramile.base.config import Config

ADVISORY = 0x6578747261
_LOOK = 5.0
_PATIENCE = 6
# PostgreSQL notices within 15 s that the machine at the other end is gone, and lets the lock go.
_NOTICE = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2"
_ALONE = (
    "Another Extramile serves this database, and only one process can without EXTRAMILE_REDIS_URL. "
    "Stop it first, set EXTRAMILE_REDIS_URL for every process, or set EXTRAMILE_DATABASE_URL to another database."
)
_WITH_ONE_ALONE = (
    "Another Extramile serves this database without EXTRAMILE_REDIS_URL, and would not hear of this one. "
    "Stop it first, and set EXTRAMILE_REDIS_URL for every process."
)
_log = structlog.get_logger()


class InUse(Exception):
    """Another server runs on this data folder, database or address; the message says what to do."""


class Claim:
    """What this process holds while it serves."""

    def __init__(self, folder: IO[str], database: Database | None) -> None:
        self._folder, self._database = folder, database

    def close(self) -> None:
        """Let others in."""
        if self._database:
            self._database.close()
        self._folder.close()


def claim(config: Config) -> Claim:
    """Keep other servers out of the data folder, and out of the database when that is PostgreSQL. Raises InUse.

    Two servers on one database would each tell only their own listeners, unless all of them have a Redis between them:
    those let each other in, and nobody else.
    """
    several = bool(config.redis_url)
    held = _folder(config.data, several=several)
    try:
        return Claim(held, Database(several=several) if config.database_url else None)
    except BaseException:
        held.close()
        raise


def _folder(data: Path, *, several: bool) -> IO[str]:
    held = (data / "lock").open("a+")
    try:
        fcntl.flock(held, (fcntl.LOCK_SH if several else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise InUse(
            f"Another Extramile serves {data}. Stop it first, or choose another --data folder. "
            "To run several processes, set EXTRAMILE_DATABASE_URL and EXTRAMILE_REDIS_URL for each."
        ) from None
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held


class Database:
    """PostgreSQL's advisory lock, which it holds for as long as one connection lives; shared by `several`.

    Raises InUse when it is taken.
    """

    def __init__(self, *, several: bool = False) -> None:
        self._several = several
        self._connection: Any = connections["default"].copy()
        self._ended = threading.Event()
        if not self._take():
            self._connection.close()
            raise InUse(_WITH_ONE_ALONE if several else _ALONE)
        self._connection.inc_thread_sharing()
        self._watcher = threading.Thread(target=self._watch, name="alone", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Give the lock back."""
        self._ended.set()
        self._watcher.join()
        with contextlib.suppress(Error):
            self._connection.close()

    def _take(self) -> bool:
        with self._connection.cursor() as cursor:
            cursor.execute(_NOTICE)
            shared = "_shared" if self._several else ""
            cursor.execute(f"SELECT pg_try_advisory_lock{shared}(%s)", [ADVISORY])
            return bool(cursor.fetchone()[0])

    def _watch(self) -> None:
        """A restart of PostgreSQL forgets the lock: take it anew, and end when somebody else was faster.

        After a cut of the network it may be our own lost connection that holds it for a while.
        """
        held, refused = True, 0
        while not self._ended.wait(_LOOK):
            try:
                held = self._still(held)
            except Error:
                # PostgreSQL is away; it is asked again.
                held = False
                continue
            refused = 0 if held else refused + 1
            if refused == _PATIENCE:
                _log.error("not_alone", reason="Another Extramile serves this database by now.")
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def _still(self, held: bool) -> bool:
        if self._connection.connection is not None and self._connection.is_usable():
            return held or self._take()
        self._connection.close()
        return self._take()
