"""Installs as their first start leaves them: made once for all tests, and copied for each that wants one."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
import uuid
from pathlib import Path

from tests import cluster
from tests.browser.server import Server

# Set by whoever comes first; the test run's workers find it there.
_PLACE = "TESTS_PREPARED"
_TEMPLATE = "prepared_demo"


def share() -> None:
    """Say where they are kept, before workers are started."""
    if _PLACE not in os.environ:
        os.environ[_PLACE] = tempfile.mkdtemp(prefix="extramile-prepared-")
        atexit.register(shutil.rmtree, os.environ[_PLACE], ignore_errors=True)


def demo(data: Path, **settings: str) -> Server:
    """The demo company, to be started over `data`; on PostgreSQL with a database of its own."""
    template = {"database_url": f"{address}/{_TEMPLATE}"} if (address := cluster.wanted()) else {}
    shutil.copytree(_made("demo", template), data)
    if address:
        settings["database_url"] = cluster.database(address, uuid.uuid4().hex, words=f"TEMPLATE {_TEMPLATE}")
    return Server(data, **settings)


def empty(data: Path) -> Path:
    """A data folder, on SQLite, of an install that nobody has set up yet."""
    shutil.copytree(begun(), data)
    return data


def begun() -> Path:
    """What `empty` copies, for others who do: nothing is to be written there."""
    return _made("serve", {})


def _made(command: str, settings: dict[str, str]) -> Path:
    place = Path(os.environ[_PLACE])
    with (place / f"{command}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / command).exists():
            if settings:
                cluster.database(str(cluster.wanted()), _TEMPLATE)
            first = Server(place / f"{command}.making", command=command, **settings)
            first.start()
            first.stop()
            first.data.rename(place / command)
    return place / command
