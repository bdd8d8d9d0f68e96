"""Files from the browser: taken in whole, looked at, and then stored a piece at a time, on from where that stopped."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import task

from extramile.base import clock, text
from extramile.customers.actions import nights
from extramile.customers.actions.importing import kinds
from extramile.customers.imports.columns import NONE, WrongColumn
from extramile.customers.imports.rows import BATCH, records
from extramile.customers.imports.table import Damaged, Table, Unreadable
from extramile.customers.imports.values import DateOrder
from extramile.customers.models import Delivery, Reject
from extramile.customers.models.delivery import Kind

MOST_ROWS = 1_000_000
MOST_REJECTS = 10_000
_TURN = 20.0
_KEPT = timedelta(days=7)


def take(kind: Kind, *, name: str, file: bytes, dates: str = "", currency: str = "") -> Delivery:
    """Keep a file to be looked at; files of a week ago are forgotten."""
    Delivery.objects.filter(at__lt=clock.now() - _KEPT).delete()
    named = text.line(text.storable(name), 200) or kind.value
    return Delivery.objects.create(kind=kind, name=named, file=file, dates=dates, currency=currency)


def choose(delivery: int, *, said: Mapping[str, int], dates: str, currency: str) -> None:
    """Say which columns hold what, and how dates and amounts are meant, as long as nothing is stored of the file."""
    found = Delivery.objects.filter(pk=delivery, begun=None)
    found.update(said=dict(said), dates=dates, currency=currency)


def begin(delivery: int) -> bool:
    """Store a file's rows, as a job; false when that was begun before."""
    with transaction.atomic():
        begun = Delivery.objects.filter(pk=delivery, begun=None).update(begun=clock.now())
        if begun:
            transaction.on_commit(lambda: bring_in.enqueue(delivery))
    return bool(begun)


@task()
def bring_in(delivery: int) -> None:
    """Store rows for a while, and queue the rest behind whatever else is waiting."""
    if go_on(delivery, seconds=_TURN):
        bring_in.enqueue(delivery)


def go_on(delivery: int, *, seconds: float) -> bool:
    """Store rows for about `seconds`; false when the file has been read to its end.

    Killed in between, nothing is stored or counted twice: rows and counts are of one transaction.
    """
    found = Delivery.objects.filter(pk=delivery, ended=None).exclude(begun=None).first()
    if found is None:
        return False
    stop = time.monotonic() + seconds
    kind = kind_of(found)
    try:
        with table_of(found) as table:
            rows = records(table, kind, said_by(found), past=found.read)
            while batch := list(islice(rows, BATCH)):
                if not _store(found, kind, batch):
                    return True
                if found.read >= MOST_ROWS:
                    _end(found, kind, "rows")
                    return False
                if time.monotonic() > stop:
                    return True
    except (WrongColumn, Damaged) as wrong:
        _end(found, kind, str(wrong))
        return False
    _end(found, kind, "")
    return False


def kind_of(delivery: Delivery) -> Any:
    """How the rows of a file are read and stored."""
    dates = DateOrder(delivery.dates) if delivery.dates else None
    made = {"orders": kinds.Orders, "customers": kinds.Customers, "acts": kinds.Acts}[delivery.kind]
    return made(dates=dates, currency=delivery.currency)


def said_by(delivery: Delivery) -> dict[str, str]:
    """Which columns somebody chose, by their number from 1, or that there is none."""
    return {name: str(column) if column else NONE for name, column in delivery.said.items()}


@contextmanager
def table_of(delivery: Delivery) -> Iterator[Table]:
    """The file as a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(bytes(delivery.file))
        with Table(path) as table:
            yield table


@transaction.atomic
def _store(found: Delivery, kind: Any, batch: list[tuple[int | None, Any]]) -> bool:
    # Under the file's own lock: two workers at once would each count the same rows.
    locked = Delivery.objects.select_for_update().defer("file").get(pk=found.pk)
    if locked.read != found.read:
        return False
    good = [record for _, record in batch if not isinstance(record, Unreadable)]
    bad = [(line, record) for line, record in batch if isinstance(record, Unreadable)]
    for name, n in kind.store(good, dry=False).items():
        locked.done[name] = locked.done.get(name, 0) + n
    room = max(MOST_REJECTS - locked.rejected, 0)
    Reject.objects.bulk_create(Reject(delivery=locked, line=line, reason=str(why)[:300]) for line, why in bad[:room])
    locked.read, locked.rejected = locked.read + len(batch), locked.rejected + len(bad)
    locked.save(update_fields=["read", "rejected", "done"])
    found.read, found.rejected, found.done = locked.read, locked.rejected, locked.done
    return True


def _end(found: Delivery, kind: Any, trouble: str) -> None:
    with transaction.atomic():
        # A piece of an earlier turn may have been what was new.
        if kind.settle() or (found.kind == Kind.ORDERS and found.done.get("added")):
            nights.again()
        found.ended, found.trouble, found.file = clock.now(), trouble[:300], b""
        found.save(update_fields=["ended", "trouble", "file"])
