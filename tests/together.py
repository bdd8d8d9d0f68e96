"""Things done at the same moment, as by several tabs, people or processes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from extramile.base.postgres.base import DatabaseWrapper
from extramile.people.access import Refused


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act on a thread of its own, all from one moment on: "done", or the name of what refused it."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            gate.wait(20)
            act()
        except Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts, timeout=60))


def as_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let transactions of PostgreSQL take no turns, as those of several processes do not. (SQLite has one process.)"""
    monkeypatch.setattr(DatabaseWrapper, "_take_turn", lambda _: None)
