"""How many statements a page asks the database, told by the database itself and not by the product."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psycopg
from bench.lib.years import Years

_TRACE = Path(__file__).parent / "trace"
_LOGGED = re.compile(rb"LOG:  (?:statement|execute)")


class Log:
    """A file into which each statement goes."""

    def __init__(self, file: Path, line: re.Pattern[bytes]) -> None:
        self._file = file
        self._line = line

    def count(self, act: Callable[[], object], times: int) -> int:
        """Statements while something is done; the median of several, since the server has work of its own too."""
        counts = []
        for _ in range(times):
            before = self._file.stat().st_size
            act()
            with self._file.open("rb") as log:
                log.seek(before)
                counts.append(len(self._line.findall(log.read())))
        return int(median(counts))


@contextmanager
def logged(years: Years, folder: Path) -> Iterator[tuple[Log, dict[str, str]]]:
    """A log, and the settings of a server whose statements go into it."""
    if years.cluster is None:
        file = folder / "statements"
        file.touch()
        yield Log(file, re.compile(b"\n")), {"PYTHONPATH": str(_TRACE), "BENCH_STATEMENTS": str(file)}
        return
    with psycopg.connect(years.cluster.address, autocommit=True) as database:
        database.execute("ALTER DATABASE postgres SET log_statement = 'all'")
        try:
            yield Log(years.cluster.log, _LOGGED), {}
        finally:
            database.execute("ALTER DATABASE postgres RESET log_statement")
