"""What other processes told of by its ids, read in as few statements as there are kinds of it. PostgreSQL only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper

from extramile.desk.columns import ENTRY, ROW, entry_of, row_of
from extramile.desk.models import Tally, Website
from extramile.desk.shapes import EntryShape, Row

_ROW = ", ".join({"pk": "c.id", "customer__name": "u.name"}.get(name, f"c.{name}") for name in ROW)
_ENTRY = ", ".join(f"e.{name}" for name in ENTRY)
_DATA = ENTRY.index("data")
_ENTRIES = (
    f"SELECT {_ENTRY} FROM unnest(%s::bigint[], %s::bigint[]) AS p(conversation, seq) "  # noqa: S608
    "JOIN desk_entry e ON e.conversation_id = p.conversation AND e.seq = p.seq"
)
_ROWS = (
    f"SELECT {_ROW} FROM desk_conversation c JOIN customers_customer u ON u.id = c.customer_id "  # noqa: S608
    "WHERE c.id = ANY(%s::bigint[])"
)
Counts = tuple[tuple[str, str, int], ...]


@dataclass(slots=True)
class Asked:
    """Ids: entries as (conversation, seq), the conversations whose rows are needed, scopes by inbox, websites."""

    entries: set[tuple[int, int]] = field(default_factory=set)
    conversations: set[int] = field(default_factory=set)
    scopes: dict[int, set[str]] = field(default_factory=dict)
    websites: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of it. The rows were read after the entries, so that none is older than its entry."""

    entries: dict[tuple[int, int], EntryShape]
    rows: dict[int, Row]
    counts: dict[int, Counts]
    origins: dict[int, tuple[str, ...]]


def read(asked: Asked) -> Found:
    """Read all of it."""
    with connection.cursor() as cursor:
        entries = _entries(cursor, asked.entries) if asked.entries else {}
        rows = _rows(cursor, asked.conversations) if asked.conversations else {}
    return Found(entries, rows, _counts(asked.scopes), _origins(asked.websites) if asked.websites else {})


def _entries(cursor: CursorWrapper, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], EntryShape]:
    conversations, seqs = zip(*wanted, strict=True)
    cursor.execute(_ENTRIES, [list(conversations), list(seqs)])
    found = map(_entry_of, cursor.fetchall())
    return {(entry.conversation, entry.seq): entry for entry in found}


def _entry_of(values: tuple[Any, ...]) -> EntryShape:
    data = values[_DATA]
    entry = entry_of(values)
    entry.data = None if data is None else orjson.loads(data)
    return entry


def _rows(cursor: CursorWrapper, wanted: Collection[int]) -> dict[int, Row]:
    cursor.execute(_ROWS, [list(wanted)])
    return {row.conversation: row for row in map(row_of, cursor.fetchall())}


def _counts(wanted: dict[int, set[str]]) -> dict[int, Counts]:
    return {
        inbox: tuple(Tally.objects.filter(inbox=inbox, scope__in=scopes).values_list("scope", "status", "n"))
        for inbox, scopes in wanted.items()
    }


def _origins(wanted: Collection[int]) -> dict[int, tuple[str, ...]]:
    return {pk: tuple(origins) for pk, origins in Website.objects.filter(pk__in=wanted).values_list("pk", "origins")}
