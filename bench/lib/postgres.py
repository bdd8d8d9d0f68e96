"""A PostgreSQL of the measurement's own, as its package sets it up, in a folder that may be kept."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.lib.server import free_port


class NotThere(Exception):
    """PostgreSQL's programs are not on this machine."""


class Cluster:
    """The databases of one folder. `log` holds each statement when that was asked for."""

    def __init__(self, folder: Path) -> None:
        self._programs = _programs()
        # PostgreSQL refuses to run as root.
        self._account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        self._folder = folder.resolve()
        self.log = self._folder / "log"
        self.port = free_port()

    @property
    def address(self) -> str:
        """The address of its one database."""
        return f"postgres://extramile@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """The process whose children serve connections."""
        return int((self._folder / "data" / "postmaster.pid").read_text().split()[0])

    def make(self) -> None:
        """Set it up in its folder, which is made."""
        self._folder.mkdir(parents=True)
        if self._account:
            os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        self.run("initdb", "-U", "extramile", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs on it. Raises RuntimeError with what it said."""
        account: dict[str, Any] = {}
        if self._account:
            account = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        # Its descendants keep what they are given open, so the output goes to a file and not into a pipe.
        with (self._folder / "said").open("w+") as said:
            command = [str(self._programs / program), "-D", str(self._folder / "data"), *words]
            done = subprocess.run(command, cwd=self._folder, stdout=said, stderr=said, check=False, **account)
            said.seek(0)
            if done.returncode:
                raise RuntimeError(said.read())


@contextmanager
def running(cluster: Cluster, *settings: str) -> Iterator[Cluster]:
    """Start a cluster, with further settings as `name=value`, and stop it whatever happens."""
    words = [f"-p {cluster.port}", "-h 127.0.0.1", f"-k {cluster.log.parent}", *(f"-c {one}" for one in settings)]
    cluster.run("pg_ctl", "-w", "-t", "120", "-l", str(cluster.log), "-o", " ".join(words), "start")
    try:
        yield cluster
    finally:
        cluster.run("pg_ctl", "-w", "-m", "fast", "stop")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    found += [Path(on_path).parent] if on_path else []
    if not found:
        raise NotThere("This needs PostgreSQL's server programs, for example: apt-get install postgresql")
    return found[-1]
