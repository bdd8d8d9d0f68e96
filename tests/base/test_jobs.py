"""The worker: what is due is asked at the start and again, whatever happened the last time; no job is lost."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connections
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, jobs
from extramile.people.tasks import mail_reset


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_asked_again_after_a_locked_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_PAUSE", 0.01)
    monkeypatch.setattr(jobs, "_EVERY", 0.02)
    asked, again = [], threading.Event()

    def due() -> None:
        connections.close_all()
        asked.append(1)
        if len(asked) == 1:
            raise OperationalError("database is locked")
        again.set()

    worker = jobs.Worker(due, {})
    monkeypatch.setattr(worker._worker, "run", lambda: None)
    worker.start()
    assert again.wait(5)
    worker.stop()


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_others_holds_up_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_PAUSE", 0.01)
    monkeypatch.setattr(jobs, "_EVERY", 0.02)
    answered, asked, again = threading.Event(), threading.Event(), threading.Event()

    def aside() -> None:
        asked.set()
        answered.wait(20)

    def due() -> None:
        connections.close_all()
        if asked.is_set():
            again.set()

    worker = jobs.Worker(due, {}, aside=aside)
    monkeypatch.setattr(worker._worker, "run", lambda: None)
    worker.start()
    assert asked.wait(5) and again.wait(5)
    answered.set()
    worker.stop()
    assert not any(thread.is_alive() for thread in worker._threads)


def test_a_broken_part_costs_the_others_nothing() -> None:
    done = []

    def broken() -> None:
        raise UnicodeError("a mistake of ours")

    jobs.each([broken, lambda: done.append(1)])
    assert done == [1]


def claimed(minutes: float) -> DBTaskResult:
    """A job that a worker claimed so long ago."""
    job = DBTaskResult.objects.get(pk=mail_reset.enqueue("nobody@northfold.example", "https://desk.example").id)
    job.claim("killed since")
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=clock.now() - timedelta(minutes=minutes))
    return job


@pytest.mark.django_db
@pytest.mark.parametrize("alone", [True, False])
def test_what_a_killed_worker_had_claimed_is_done_again(alone: bool) -> None:
    """Beside others only what is long ago: the rest may be in their hands."""
    now, long_ago = claimed(0), claimed(5)
    jobs.put_back(jobs.Worker(lambda: None, {}, alone=alone)._lost)
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert set(ready.values_list("pk", flat=True)) == ({now.pk, long_ago.pk} if alone else {long_ago.pk})
