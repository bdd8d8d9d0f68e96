"""How an install is now, as far as it can be looked at: its jobs, its database, its disk, and for how long it is up."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from extramile.base import clock, kept
from extramile.base.backup import record

_began = time.monotonic()
_GIGABYTE = 1_000_000_000
_WEEK = timedelta(days=7)
_PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk that holds the data folder."""

    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Jobs:
    """How many jobs there are of each kind, and since when the oldest waits. Ended ones are kept for a day.

    `unfollowed` is how many kept events failed: these stay until they are followed.
    """

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    unfollowed: int


def up() -> timedelta:
    """For how long this process runs."""
    return timedelta(seconds=int(time.monotonic() - _began))


def disk(folder: Path) -> Disk:
    """The disk under a folder."""
    found = shutil.disk_usage(folder)
    return Disk(found.free, found.total)


def database_bytes() -> int:
    """How large the database is, with what it has written ahead."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = str(connection.settings_dict["NAME"])
    return sum(os.path.getsize(name) for name in (file, f"{file}-wal") if os.path.exists(name))


def jobs() -> Jobs:
    """The jobs in the database."""
    stored = DBTaskResult.objects.values_list("status").annotate(n=Count("pk"), first=Min("enqueued_at"))
    found = {status: (n, first) for status, n, first in stored.order_by()}
    waiting, oldest = found.get(TaskResultStatus.READY, (0, None))
    running, failed = (
        found.get(status, (0, None))[0] for status in (TaskResultStatus.RUNNING, TaskResultStatus.FAILED)
    )
    unfollowed = kept.failed() if failed else 0
    return Jobs(waiting, running, failed - unfollowed, oldest, unfollowed)


def failed_jobs(most: int = 20) -> list[tuple[str, datetime | None, str]]:
    """The newest failed jobs: what it was, when it ended, and the kind of error; their arguments are private.

    Of a kept event it is told which one.
    """
    found = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")
    columns = found.values_list(
        "task_path", "finished_at", "exception_class_path", "queue_name", "args_kwargs__args__0"
    )
    return [
        (f"{path}.{event}" if queue == kept.QUEUE else path, ended, kind)
        for path, ended, kind, queue, event in columns[:most]
    ]


def data() -> Path:
    """The data folder."""
    return Path(settings.CONFIG.data)


def late(jobs: Jobs) -> timedelta:
    """For how long the oldest job waits."""
    return max(clock.now() - jobs.oldest, timedelta()) if jobs.oldest else timedelta()


def little_room(disk: Disk, database: int) -> bool:
    """Whether there is less than a gigabyte, or no room for a copy of the database as a backup makes it."""
    return disk.free < max(_GIGABYTE, 2 * database)


def old(last: record.Last | None) -> bool:
    """Whether there is no backup of the last week."""
    return last is None or clock.now() - last.at > _WEEK


def stuck(jobs: Jobs) -> bool:
    """Whether jobs wait for so long that nobody can be doing them."""
    return late(jobs) > _PATIENCE
