"""Installs as their first start leaves them: made once for a whole run, and copied for each test that wants one.

To make the tables takes a processor five seconds, and to fill them with the demo company four; a copy takes none.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg

from tests import cluster
from tests.browser.server import ROOT, Server

# Set by whoever comes first: bin/everything.py, or else a test run, whose workers find it there.
_PLACE = "TESTS_PREPARED"


def share() -> None:
    """Say where they are kept, before workers are started."""
    if _PLACE not in os.environ:
        os.environ[_PLACE] = tempfile.mkdtemp(prefix="extramile-prepared-")
        atexit.register(shutil.rmtree, os.environ[_PLACE], ignore_errors=True)


def demo(data: Path, **settings: str) -> Server:
    """The demo company, to be started over `data`; on PostgreSQL with a database of its own."""
    if address := cluster.wanted():
        settings["database_url"] = demo_in(address, data)
    else:
        shutil.copytree(_once("demo", _demo), data)
    return Server(data, **settings)


def demo_in(address: str, data: Path) -> str:
    """The demo company over `data` and a new database in the cluster at `address`; returns the database's address."""
    made = _once("demo-postgres", lambda place: _demo_on_postgres(place, address))
    shutil.copytree(made / "data", data)
    return _copy(address, cluster.template(address, made / "dump", "prepared_demo"))


def empty(data: Path) -> Path:
    """A data folder, on SQLite, of an install that nobody has set up yet."""
    return Path(shutil.copytree(begun(), data))


def begun() -> Path:
    """What `empty` copies, for others who do: nothing is to be written there."""
    return _once("empty", _upgrade)


def empty_in(address: str) -> str:
    """The address of a new database of such an install, in the cluster at `address`."""
    return _copy(address, template(address))


def template(address: str) -> str:
    """The database of which `empty_in` makes copies: nobody is to connect to it."""
    return cluster.template(address, dumped(address), "prepared_empty")


def dumped(address: str) -> Path:
    """The same as pg_dump writes it, made in the cluster at `address` when there is none yet."""
    return _once("empty-postgres", lambda place: _empty_on_postgres(place, address)) / "dump"


def _copy(address: str, name: str) -> str:
    return cluster.database(address, uuid.uuid4().hex, words=f'TEMPLATE "{name}"')


def _demo(data: Path) -> None:
    empty(data)
    _fill(Server(data))


def _demo_on_postgres(place: Path, address: str) -> None:
    database = empty_in(address)
    place.mkdir()
    _fill(Server(place / "data", database_url=database))
    cluster.dump(database, place / "dump")


def _empty_on_postgres(place: Path, address: str) -> None:
    database = cluster.database(address, uuid.uuid4().hex)
    _upgrade(place, EXTRAMILE_DATABASE_URL=database)
    cluster.dump(database, place / "dump")


def _upgrade(data: Path, **settings: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXTRAMILE_")}
    words = [sys.executable, "-m", "extramile", "upgrade", "--data", str(data)]
    environment = kept | settings | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run(words, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _fill(first: Server) -> None:
    first.start()
    # What it has to do afterwards is done once too, and does not wait for ever in a copy that is made much later.
    for _ in range(240):
        if not _busy(first):
            break
        time.sleep(0.25)
    first.stop()


def _busy(first: Server) -> bool:
    asked = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    if address := first.settings.get("database_url"):
        with psycopg.connect(address) as postgres:
            row = postgres.execute(asked).fetchone()
    else:
        with closing(sqlite3.connect(first.data / "extramile.sqlite3", timeout=20)) as sqlite:
            row = sqlite.execute(asked).fetchone()
    return bool(row and row[0])


def _once(name: str, make: Callable[[Path], None]) -> Path:
    place = Path(os.environ[_PLACE])
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / name).exists():
            making = place / f"{name}.making"
            make(making)
            making.rename(place / name)
    return place / name
