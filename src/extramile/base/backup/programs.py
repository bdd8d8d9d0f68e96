"""PostgreSQL's own programs, which know how to write a database down and to read it again."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

_FOLDERS = (("/usr/lib/postgresql", "*/bin"), ("/usr", "pgsql-*/bin"), ("/opt/homebrew/opt", "postgresql@*/bin"))
_LINES = 3


class NoPrograms(Exception):
    """pg_dump or pg_restore is not here; the message says how to get it."""


class Failed(Exception):
    """A program ended with an error; the message is what it said."""


def run(program: str, url: str, *words: str) -> None:
    """Run pg_dump or pg_restore on a database. Raises NoPrograms or Failed."""
    parts = urlsplit(url)
    # What stands on a command line is there for everybody on the machine to read.
    bare = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@") if parts.password else parts.netloc)
    secret = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    _run([_found(program), *words, f"--dbname={urlunsplit(bare)}"], secret)


def readable(dump: Path) -> None:
    """Read a dump from end to end. Raises NoPrograms or Failed."""
    _run([_found("pg_restore"), f"--file={os.devnull}", str(dump)], {})


def there() -> bool:
    """Whether both programs are on this machine."""
    try:
        return bool(_found("pg_dump") and _found("pg_restore"))
    except NoPrograms:
        return False


def _run(command: list[str], secret: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, **secret, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise Failed(" ".join(said[:_LINES]) or f"{Path(command[0]).name} ended with {done.returncode}")


def _found(program: str) -> str:
    kept = [path / program for folder, names in _FOLDERS for path in Path(folder).glob(names)]
    newest = sorted((path for path in kept if path.exists()), key=_major, reverse=True)
    on_path = shutil.which(program)
    if not newest and not on_path:
        raise NoPrograms(
            f"{program} is not on this machine. Install PostgreSQL's client programs of the server's version or newer, "
            "for example: apt-get install postgresql-client"
        )
    return str(newest[0]) if newest else str(on_path)


def _major(path: Path) -> int:
    return int("".join(filter(str.isdigit, str(path.parent.parent if path.parent.name == "bin" else path))) or 0)
