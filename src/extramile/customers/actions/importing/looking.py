"""A look into a file before anything of it is stored."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from extramile.customers.actions.importing.deliveries import kind_of, said_by, table_of
from extramile.customers.imports.columns import ATTRIBUTE, WrongColumn, columns
from extramile.customers.imports.rows import BATCH, records
from extramile.customers.imports.table import Damaged, Unreadable
from extramile.customers.models import Delivery
from extramile.customers.shapes import Purchased

_ROWS, _PATIENCE, _SHOWN = 5_000, 2.0, 10


@dataclass(slots=True)
class Looked:
    """What was recognised. `places` has the column of each field from 0; `whole` says that all rows were looked at;
    `trouble` is why nothing could be read, `lacking` that columns are missing which somebody may choose, `besides` are
    the names of attributes."""

    fields: tuple[str, ...]
    header: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    lacking: bool = False
    trouble: str = ""
    besides: list[str] = field(default_factory=list)
    read: int = 0
    rejected: int = 0
    done: dict[str, int] = field(default_factory=dict)
    rejects: list[tuple[int | None, str]] = field(default_factory=list)
    currencies: set[str] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    whole: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is something to bring in."""
        return bool(self.read) and not self.trouble and not self.lacking


def look(delivery: Delivery) -> Looked:
    """Read the first rows of a file as they would be stored."""
    kind = kind_of(delivery)
    seen = Looked(tuple(one for one in kind.fields if one != ATTRIBUTE))
    try:
        with table_of(delivery) as table:
            seen.header = table.header()
            said = said_by(delivery)
            seen.places = columns(seen.header, kind.fields, said)
            seen.besides = [name.removeprefix(ATTRIBUTE) for name in seen.places if name.startswith(ATTRIBUTE)]
            seen.lacking = bool(kind.missing(seen.places))
        if not seen.lacking:
            with table_of(delivery) as table:
                _read(seen, kind, records(table, kind, said))
    except (Unreadable, WrongColumn, Damaged) as wrong:
        seen.trouble = str(wrong)
    return seen


def _read(seen: Looked, kind: Any, rows: Iterable[tuple[int | None, Any]]) -> None:
    stop, rows = time.monotonic() + _PATIENCE, iter(rows)
    while seen.read < _ROWS and time.monotonic() < stop:
        batch = list(islice(rows, BATCH))
        good = [record for _, record in batch if not isinstance(record, Unreadable)]
        bad = [(line, str(record)) for line, record in batch if isinstance(record, Unreadable)]
        seen.read, seen.rejected = seen.read + len(batch), seen.rejected + len(bad)
        seen.rejects = (seen.rejects + bad)[:_SHOWN]
        for name, n in kind.store(good, dry=True).items():
            seen.done[name] = seen.done.get(name, 0) + n
        _span(seen, [record for record in good if isinstance(record, Purchased)])
        if len(batch) < BATCH:
            seen.whole = True
            return


def _span(seen: Looked, orders: list[Purchased]) -> None:
    days = [order.day for order in orders]
    days += [day for day in (seen.first, seen.last) if day]
    if days:
        seen.first, seen.last = min(days), max(days)
    seen.currencies |= {order.currency for order in orders if order.currency}
