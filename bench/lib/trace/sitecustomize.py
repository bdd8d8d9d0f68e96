"""Loaded by Python itself where its folder is on the path: writes each statement that SQLite runs, as its own trace
tells it, into the file that BENCH_STATEMENTS names."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

_file = os.open(os.environ["BENCH_STATEMENTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_connect = sqlite3.dbapi2.connect


def _write(statement: str) -> None:
    # What a trigger or a virtual table does by itself is told as a comment.
    if not statement.startswith("--"):
        os.write(_file, (" ".join(statement.split()) + "\n").encode())


def _traced(*words: Any, **more: Any) -> sqlite3.Connection:
    connection = _connect(*words, **more)
    connection.set_trace_callback(_write)
    return connection


sqlite3.connect = sqlite3.dbapi2.connect = _traced
