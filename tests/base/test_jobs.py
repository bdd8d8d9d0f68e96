"""The worker's thread: what is due is asked at the start and again, whatever happened the last time."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError

from extramile.base import jobs


def test_what_is_due_is_asked_again_after_a_locked_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_PAUSE", 0.01)
    monkeypatch.setattr(jobs, "_EVERY", 0.02)
    asked, again = [], threading.Event()

    def due() -> None:
        asked.append(1)
        if len(asked) == 1:
            raise OperationalError("database is locked")
        again.set()

    worker = jobs.Worker(due)
    monkeypatch.setattr(worker._worker, "run", lambda: None)
    worker.start()
    assert again.wait(5)
    worker.stop()
