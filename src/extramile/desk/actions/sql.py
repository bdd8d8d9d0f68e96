"""The statements of the hot path, written out because the ORM's own cost per row is many times that of the insert.

Each takes a whole batch in as few steps as it can: SQLite lets go of the interpreter at every step, and each time the
writer's thread has to win it back from a busy event loop. The same text runs on PostgreSQL but for `_DIALECTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper

from extramile.desk.columns import ENTRY, ROW
from extramile.desk.shapes import EntryShape, Row

_CHUNKS = (128, 32, 8, 1)


@dataclass(frozen=True)
class _Dialect:
    among: Mapping[str, str]
    pairs: str
    for_update: str
    typed: Mapping[str, str]
    texts_are_apart: bool


_DIALECTS = {
    "sqlite": _Dialect(
        dict.fromkeys(("id", "public_id", "value"), "IN (SELECT value FROM json_each(%s))"),
        "(SELECT json_extract(value, '$[0]') AS conversation, json_extract(value, '$[1]') AS name FROM json_each(%s))",
        "",
        {},
        texts_are_apart=True,
    ),
    "postgresql": _Dialect(
        {
            "id": "IN (SELECT json_array_elements_text(%s::json)::bigint)",
            "public_id": "IN (SELECT json_array_elements_text(%s::json)::uuid)",
            "value": "IN (SELECT json_array_elements_text(%s::json))",
        },
        "(SELECT (v ->> 0)::bigint AS conversation, (v ->> 1)::uuid AS name FROM json_array_elements(%s::json) v)",
        " FOR UPDATE OF c",
        # In a list of values that are all text or null it cannot tell what they are meant for.
        {
            "assignee_id": "::bigint",
            "team_id": "::bigint",
            "last_agent": "::bigint",
            "waiting_since": "::timestamptz",
            "snoozed_until": "::timestamptz",
            "last_at": "::timestamptz",
        },
        texts_are_apart=False,
    ),
}
_NAMED = {"pk": "c.id", "customer__name": "u.name"}
_ROW = ", ".join(_NAMED.get(name, f"c.{name}") for name in ROW)
_ENTRY = ", ".join(f"e.{name}" for name in ENTRY)
_HEADS = f"SELECT {_ROW} FROM desk_conversation c JOIN customers_customer u ON u.id = c.customer_id WHERE c."  # noqa: S608
_TALK_COLUMNS = ("waiting_since", "last_at", "last_by", "last_agent", "last_text", "seq", "said")
_HEAD_COLUMNS = (
    "status", "assignee_id", "team_id", "waiting_since", "snoozed_until", "last_at", "last_by", "last_agent",
    "last_text", "seq", "said", "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen",
)  # fmt: skip


def heads(cursor: CursorWrapper, *, column: str, among: Iterable[Any]) -> list[Row]:
    """The rows of the conversations whose `id`, or whose `public_id` in 32 digits, is among these; locked, by id."""
    dialect = _DIALECTS[connection.vendor]
    cursor.execute(f"{_HEADS}{column} {dialect.among[column]} ORDER BY c.id{dialect.for_update}", [_list(among)])
    return [row_of(values) for values in cursor.fetchall()]


def stopped(cursor: CursorWrapper, visitors: Iterable[str]) -> set[str]:
    """Those of these visitors whose customer is blocked."""
    join = "customers_block b JOIN customers_identity i ON i.customer_id = b.customer_id"
    among = _DIALECTS[connection.vendor].among["value"]
    cursor.execute(
        f"SELECT i.value FROM {join} WHERE i.kind = 'visitor' AND i.value {among}",  # noqa: S608
        [_list(visitors)],
    )
    return {value for (value,) in cursor.fetchall()}


def known(cursor: CursorWrapper, names: Iterable[tuple[int, str]]) -> list[EntryShape]:
    """The entries that are there already of (conversation, name) pairs; names in 32 digits."""
    pairs = _DIALECTS[connection.vendor].pairs
    join = "e.conversation_id = p.conversation AND e.name = p.name"
    cursor.execute(f"SELECT {_ENTRY} FROM {pairs} p JOIN desk_entry e ON {join}", [_list(names)])  # noqa: S608
    return [entry_of(values) for values in cursor.fetchall()]


def insert_entries(cursor: CursorWrapper, keys: Sequence[int], entries: Sequence[EntryShape]) -> None:
    """Store entries under their keys."""
    begin = (
        "INSERT INTO desk_entry (id, conversation_id, seq, said, name, type, by, agent, author, text, data, at) VALUES "
    )
    _in_chunks(cursor, begin, "", [_entry_values(key, entry) for key, entry in zip(keys, entries, strict=True)])


def insert_texts(cursor: CursorWrapper, texts: Sequence[tuple[int, str]]) -> None:
    """Add texts to full-text search under their entries' keys; PostgreSQL derives its index from the entries."""
    if _DIALECTS[connection.vendor].texts_are_apart:
        _in_chunks(cursor, "INSERT INTO desk_entry_search (rowid, text) VALUES ", "", texts)


def update_talks(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Store where conversations are now in which nothing but messages came: half of the columns."""
    _update(cursor, _TALK_COLUMNS, [_talk_values(row) for row in rows])


def update_heads(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Store where conversations are now."""
    _update(cursor, _HEAD_COLUMNS, [_head_values(row) for row in rows])


def _update(cursor: CursorWrapper, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    typed = _DIALECTS[connection.vendor].typed
    given = ", ".join(f"{name} = v.column{place}{typed.get(name, '')}" for place, name in enumerate(columns, start=2))
    begin = f"UPDATE desk_conversation SET {given} FROM (VALUES "  # noqa: S608
    _in_chunks(cursor, begin, ") AS v WHERE desk_conversation.id = v.column1", rows)


def add_tallies(cursor: CursorWrapper, changes: Sequence[tuple[int, str, str, int]]) -> None:
    """Change kept counts: (inbox, scope, status, by how many)."""
    begin = "INSERT INTO desk_tally (inbox_id, scope, status, n) VALUES "
    end = " ON CONFLICT (inbox_id, scope, status) DO UPDATE SET n = desk_tally.n + excluded.n"
    _in_chunks(cursor, begin, end, changes)


def _in_chunks(cursor: CursorWrapper, begin: str, end: str, rows: Sequence[tuple[Any, ...]]) -> None:
    start = 0
    while start < len(rows):
        size = next(size for size in _CHUNKS if size <= len(rows) - start)
        chunk = rows[start : start + size]
        cursor.execute(_statement(begin, end, len(chunk[0]), size), [value for row in chunk for value in row])
        start += size


@cache
def _statement(begin: str, end: str, width: int, rows: int) -> str:
    # A few sizes only, so that the database's own cache of prepared statements always hits.
    one = "(" + ", ".join(["%s"] * width) + ")"
    return begin + ", ".join([one] * rows) + end


def _entry_values(key: int, entry: EntryShape) -> tuple[Any, ...]:
    data = None if entry.data is None else orjson.dumps(entry.data).decode()
    return (
        key, entry.conversation, entry.seq, entry.said, digits(entry.name), entry.type, entry.by,
        entry.agent, entry.author, entry.text, data, _moment(entry.at),
    )  # fmt: skip


def _talk_values(row: Row) -> tuple[Any, ...]:
    return (
        row.conversation, _moment(row.waiting_since), _moment(row.last_at), row.last_by, row.last_agent,
        row.last_text, row.seq, row.said,
    )  # fmt: skip


def _head_values(row: Row) -> tuple[Any, ...]:
    return (
        row.conversation, row.status, row.assignee, row.team, _moment(row.waiting_since), _moment(row.snoozed_until),
        _moment(row.last_at), row.last_by, row.last_agent, row.last_text, row.seq, row.said, row.desk_delivered,
        row.desk_seen, row.visitor_delivered, row.visitor_seen,
    )  # fmt: skip


def row_of(values: Sequence[Any]) -> Row:
    """A row from a conversation's columns as the database gives them."""
    shaped = list(values)
    shaped[1] = _dashed(values[1])
    shaped[2] = _dashed(values[2]) if values[2] else None
    shaped[10:13] = map(_when, values[10:13])
    return Row(*shaped)


def entry_of(values: Sequence[Any]) -> EntryShape:
    """An entry's shape from its columns as the database gives them."""
    conversation, seq, said, name, type, by, agent, author, text, data, at = values
    held = orjson.loads(data) if isinstance(data, str) else data
    return EntryShape(conversation, seq, said, _dashed(name), type, by, agent, author, text, held, _when(at))


def digits(name: str) -> str:
    """A UUID in 32 digits, as SQLite keeps it; PostgreSQL takes either form."""
    return name.replace("-", "")


def _dashed(name: Any) -> str:
    # uuid.UUID would cost more than the rest of the row.
    text = str(name)
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _when(moment: Any) -> Any:
    # Django's converters read SQLite's text as a moment without a zone, which would compare with nothing and be taken
    # for the server's own time.
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


@lru_cache(1024)
def _moment(moment: datetime | None) -> str | None:
    # As Django writes it for SQLite, in UTC and without a fraction that is zero; PostgreSQL reads it in UTC too.
    if moment is None:
        return None
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(" ")[: 26 if utc.microsecond else 19]


def _list(values: Iterable[Any]) -> str:
    return orjson.dumps(list(values)).decode()
