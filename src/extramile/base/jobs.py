"""Jobs of one process: django-tasks' database worker on a thread of its own."""

from __future__ import annotations

import threading
import time

import structlog
from django.db import Error, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker

_log = structlog.get_logger()
_PAUSE = 1.0


class Worker:
    """Runs queued jobs, and those whose time has come, until it is stopped. A job that fails is logged and kept."""

    def __init__(self) -> None:
        self._worker = DatabaseWorker(
            queue_names=["default"], interval=_PAUSE, batch=False, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id="in-process", excluded_queue_names=[],
        )  # fmt: skip
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand, and stop."""
        self._worker.running = False
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while self._worker.running:
            try:
                self._worker.run()
            except Error as error:
                # A full disk or a locked database: jobs wait in their table until it is well again.
                _log.error("jobs_waiting", reason=str(error))
                close_old_connections()
                time.sleep(_PAUSE)
