"""Events that have to be followed, whatever happens: a row in the transaction that causes them, worked off as a job.

What is published is told at most once, to whoever listens at that moment. What is kept is there when its cause is, and
is followed at least once: whoever follows it has to do so idempotently, and in any order, since several workers may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, get_type_hints

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from extramile.base import clock

QUEUE = "kept"
Follow = Mapping[type, Callable[[Any], None]]
# After these pauses a failed one is tried again, and then when somebody asks for it.
_PAUSES = (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
_TRIED = timedelta(hours=12)
_AT_ONCE = 500

_wired: dict[str, tuple[type, Callable[[Any], None]]] = {}


def use(wired: Follow) -> None:
    """Follow kept events so from now on in this process."""
    _wired.clear()
    _wired.update({kind.__name__: (kind, then) for kind, then in wired.items()})


def store(happened: object) -> None:
    """Keep an event, a dataclass of numbers, texts and moments, in the caller's transaction."""
    values = {field.name: _plain(getattr(happened, field.name)) for field in fields(happened)}  # type: ignore[arg-type]
    follow.enqueue(type(happened).__name__, values)


@task(queue_name=QUEUE)
def follow(event: str, values: dict[str, Any]) -> None:
    """Do what follows from a kept event, as it was wired."""
    kind, then = _wired[event]
    moments = {name for name, hint in get_type_hints(kind).items() if hint is datetime}
    then(kind(**{name: datetime.fromisoformat(value) if name in moments else value for name, value in values.items()}))


def try_again() -> int:
    """Queue those that failed, when their pause is over; how many."""
    now = clock.now()
    failed = _failed().filter(finished_at__gte=now - _TRIED).order_by("finished_at")
    found = failed.values_list("pk", "finished_at", "worker_ids")[:_AT_ONCE]
    ready = [pk for pk, ended, tries in found if now - ended >= _pause(len(tries))]
    return _ready(ready)


def try_all_again() -> int:
    """Queue all that failed, since somebody has mended the cause; how many."""
    return _ready(list(_failed().values_list("pk", flat=True)))


def failed() -> int:
    """How many events could not be followed yet."""
    return int(_failed().count())


def _failed() -> Any:
    return DBTaskResult.objects.failed().filter(queue_name=QUEUE)


def _ready(found: list[Any]) -> int:
    return sum(
        _failed().filter(pk__in=found[start : start + _AT_ONCE]).update(status=TaskResultStatus.READY)
        for start in range(0, len(found), _AT_ONCE)
    )


def _pause(tries: int) -> timedelta:
    return _PAUSES[tries - 1] if tries <= len(_PAUSES) else timedelta.max


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
