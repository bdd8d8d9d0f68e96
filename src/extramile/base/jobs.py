"""Jobs: django-tasks' database worker on a thread of its own, what is due, and a little tidying.

Any number of workers may do it side by side: each claims its next job, and locks what it wakes.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections
from django.dispatch import receiver
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, kept, log, metrics

_log = structlog.get_logger()
_PAUSE = 1.0
_EVERY = 5.0
_HOUR = 3600.0
_DAY = 24 * _HOUR
# No job takes as long. Who claimed one before was killed, and it is done again: a mail may come twice, but always once.
_LOST = timedelta(minutes=3)


class Worker:
    """Runs queued jobs until it is stopped, and `due` at its start and every 5 s. A failed job is logged and kept.

    `follow` says what follows from kept events. `aside` is done as often on a thread of its own: it may wait for others
    beyond this install. A worker that is `alone` knows between two jobs that nobody is at any.
    """

    def __init__(
        self, due: Callable[[], None], follow: kept.Follow, *, aside: Callable[[], None] | None = None,
        alone: bool = True,
    ) -> None:  # fmt: skip
        kept.use(follow)
        self._due, self._aside = due, aside
        self._lost = timedelta() if alone else _LOST
        self._worker = DatabaseWorker(
            queue_names=["default", kept.QUEUE], interval=_PAUSE, batch=True, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=secrets.token_hex(8), excluded_queue_names=[],
        )  # fmt: skip
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._run, name="jobs", daemon=True)]
        if aside is not None:
            self._threads.append(threading.Thread(target=self._run_aside, name="aside", daemon=True))

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the job at hand, and stop."""
        self._worker.running = False
        self._stopped.set()
        until = time.monotonic() + 10
        for thread in self._threads:
            thread.join(timeout=max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        tidied = time.monotonic()
        swept = tidied - _EVERY
        while not self._stopped.wait(_PAUSE):
            try:
                self._worker.run()
                if time.monotonic() - swept >= _EVERY:
                    swept = time.monotonic()
                    put_back(self._lost)
                    kept.try_again()
                    self._due()
                if time.monotonic() - tidied > _HOUR:
                    tidied = time.monotonic()
                    tidy()
            except Error as error:
                _wait(error)

    def _run_aside(self) -> None:
        while self._aside is not None and not self._stopped.wait(_EVERY):
            try:
                self._aside()
            except Error as error:
                _wait(error)


def each(parts: Sequence[Callable[[], object]]) -> None:
    """Do each of these, whatever becomes of the others. Raises what the database does, since it would be of all."""
    for part in parts:
        try:
            part()
        except Error:
            raise
        except Exception:
            # Whatever left the worker's thread would end it, and with it every mail and reminder to come.
            _log.exception("due_failed", part=getattr(part, "__name__", ""))


def _wait(error: Error) -> None:
    # A full disk or a locked database: jobs wait in their table until it is well again.
    _log.error("jobs_waiting", reason=log.reason_of(error))
    close_old_connections()


def put_back(age: timedelta) -> None:
    """Queue those jobs again that were claimed so long ago and never ended."""
    claimed = DBTaskResult.objects.running().filter(started_at__lte=clock.now() - age)
    if count := claimed.update(status=TaskResultStatus.READY):
        _log.warning("jobs_put_back", jobs=count)


def tidy() -> None:
    """Forget sessions that are over, and jobs and kept mail of a day ago: they hold addresses of people.

    Kept events that could not be followed stay until they are.
    """
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", min_age_days=1, verbosity=0)
    followed = DBTaskResult.objects.successful().filter(queue_name=kept.QUEUE)
    followed.filter(finished_at__lte=clock.now() - timedelta(days=1)).delete()
    for mail in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        if time.time() - mail.stat().st_mtime > _DAY:
            mail.unlink(missing_ok=True)


@receiver(task_finished)
def _ended(sender: object, task_result: TaskResult[Any], **rest: Any) -> None:
    failed = task_result.status == TaskResultStatus.FAILED
    metrics.job("failed" if failed else "successful")
    if failed:
        # The arguments of a job are addresses of people: its name and number have to do.
        _log.error("job_failed", job=task_result.task.module_path, id=str(task_result.id), exc_info=True)
