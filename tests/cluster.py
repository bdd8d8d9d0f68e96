"""A PostgreSQL of the test run's own: made, started and thrown away by it, on a free port of this machine."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

# Set by whoever starts the cluster; the test run's workers and their children find it there.
_RUNNING = "TESTS_POSTGRES"
_WANTED = "EXTRAMILE_TEST_POSTGRES"


# Ends a cluster and removes its folder once whoever started it is gone, be it by a signal that asks nobody.
_WATCH = """
cat
pid=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$pid"
for turn in $(seq 200); do kill -0 "$pid" || break; sleep 0.05; done
rm -rf "$1"
"""


class NoPostgres(RuntimeError):
    """PostgreSQL's programs are not on this machine."""


class Cluster:
    """Databases in a temporary folder; a `durable` one waits for the disk at each commit."""

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        self._programs = _programs()
        # PostgreSQL refuses to run as root.
        self._account = _account() if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="extramile-postgres-"))
        if self._account:
            os.chown(self.folder, self._account.pw_uid, self._account.pw_gid)
        self.port = _free_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        words = ["sh", "-c", _WATCH, "watch", str(self.folder)]
        self._watch = subprocess.Popen(words, stdin=subprocess.PIPE, **quiet)  # type: ignore[call-overload]
        self._run("initdb", "-U", "extramile", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    @property
    def address(self) -> str:
        """Its address, without a database."""
        return f"postgres://extramile@127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process whose children serve each connection."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        """Start, and wait until it answers."""
        # Only what is measured has to wait until a power cut could do no harm.
        sync = "" if self._durable else "-c fsync=off"
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} {sync} -c max_connections=200"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop: `fast` disconnects everybody first, `immediate` is a crash."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self._watch.communicate()

    def _run(self, program: str, *words: str) -> None:
        account: dict[str, Any] = {}
        if self._account:
            account = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        # Its descendants keep what they are given open, so the output goes to a file and not into a pipe.
        with (self.folder / "said").open("w+") as said:
            command = [str(self._programs / program), "-D", str(self.folder / "data"), *words]
            done = subprocess.run(command, cwd=self.folder, stdout=said, stderr=said, check=False, **account)
            said.seek(0)
            assert done.returncode == 0, said.read()


def wanted() -> str | None:
    """The address of the cluster to test on, started when this is the first to ask; None to test on SQLite."""
    if _RUNNING not in os.environ and os.environ.get(_WANTED):
        made = Cluster()
        atexit.register(made.remove)
        os.environ[_RUNNING] = made.address
    return os.environ.get(_RUNNING)


def database(address: str, name: str, *, words: str = "") -> str:
    """Make an empty database and return its address. `words` are more of CREATE DATABASE."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" {words}'.encode())
    return f"{address}/{name}"


def dump(database: str, to: Path) -> None:
    """Write all that a database holds into a file."""
    subprocess.run([_beside("pg_dump"), "-Fc", "-f", to, database], check=True)


def restore(dumped: Path, database: str) -> None:
    """Put into an empty database what a file of `dump` holds."""
    subprocess.run([_beside("pg_restore"), "--no-owner", "-d", database, dumped], check=True)


def template(address: str, dumped: Path, name: str) -> str:
    """The name of a database that holds what `dump` wrote, read once for each cluster: nobody is to connect to it."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        # Workers ask at once, and a database cannot be made within a transaction.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            restore(dumped, database(address, f"{name}_half"))
            connection.execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"'.encode())
    return name


def _beside(name: str) -> str:
    """A program that comes with the server's, which may stand on the path through others that start them."""
    found = [folder / name for folder in (_programs(), *reversed(_folders())) if (folder / name).exists()]
    return str(found[0]) if found else name


def _folders() -> list[Path]:
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    return sorted(folders, key=lambda path: int("".join(filter(str.isdigit, str(path.parent))) or 0))


def _programs() -> Path:
    found = _folders()
    on_path = shutil.which("initdb")
    found += [Path(on_path).parent] if on_path else []
    if not found:
        raise NoPostgres("The tests on PostgreSQL need its server programs, for example: apt-get install postgresql")
    return found[-1]


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no account postgres or nobody")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
