"""The statements of the hot path, written out because the ORM's own cost per row is many times that of the insert.

Each reads or writes a whole batch in one step: SQLite lets go of the interpreter at every step, and for every row that
it gives, and each time the writer's thread has to win it back from a busy event loop. The same text runs on PostgreSQL
but for `_DIALECTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper

from extramile.base import clock
from extramile.desk.columns import ENTRY, ROW
from extramile.desk.shapes import EntryShape, Row

_MOST = 256


@dataclass(frozen=True)
class _Dialect:
    among: Mapping[str, str]
    pairs: str
    for_update: str
    typed: Mapping[str, str]
    texts_are_apart: bool
    rows_in_one: bool
    version: str | None


_DIALECTS = {
    "sqlite": _Dialect(
        dict.fromkeys(("id", "public_id", "value"), "IN (SELECT value FROM json_each(%s))"),
        "(SELECT json_extract(value, '$[0]') AS conversation, json_extract(value, '$[1]') AS name FROM json_each(%s))",
        "",
        {},
        texts_are_apart=True,
        rows_in_one=True,
        version="PRAGMA data_version",
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
        dict.fromkeys(("id", "conversation_id", "assignee_id", "team_id", "last_agent", "agent"), "::bigint")
        | dict.fromkeys(("waiting_since", "snoozed_until", "last_at", "at"), "::timestamptz")
        | {"name": "::uuid", "seq": "::int", "said": "::int", "data": "::jsonb", "inbox_id": "::bigint", "n": "::int"},
        texts_are_apart=False,
        rows_in_one=False,
        version=None,
    ),
}
_NAMED = {"pk": "c.id", "customer__name": "u.name"}
_ROW = ", ".join(_NAMED.get(name, f"c.{name}") for name in ROW)
_ENTRY = ", ".join(f"e.{name}" for name in ENTRY)
_TALK_COLUMNS = ("waiting_since", "last_at", "last_by", "last_agent", "last_text", "seq", "said")
_HEAD_COLUMNS = (
    "status", "assignee_id", "team_id", "waiting_since", "snoozed_until", "last_at", "last_by", "last_agent",
    "last_text", "seq", "said", "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen",
)  # fmt: skip


def version(cursor: CursorWrapper) -> int | None:
    """A number that changes whenever another connection writes anything; None where the database has no such thing."""
    asking = _DIALECTS[connection.vendor].version
    if asking is None:
        return None
    cursor.execute(asking)
    (found,) = cursor.fetchone()
    return int(found)


def heads(cursor: CursorWrapper, *, column: str, among: Iterable[Any]) -> list[Row]:
    """The rows of the conversations whose `id`, or whose `public_id` in 32 digits, is among these; locked, by id."""
    dialect = _DIALECTS[connection.vendor]
    join = "desk_conversation c JOIN customers_customer u ON u.id = c.customer_id"
    where = f"c.{column} {dialect.among[column]} ORDER BY c.id{dialect.for_update}"
    return [row_of(values) for values in _read(cursor, _ROW, f"{join} WHERE {where}", among)]


def in_order(cursor: CursorWrapper, ids: Iterable[int], public_ids: Iterable[str]) -> None:
    """Lock the conversations named in either way, by id, where another process could lock them the other way round."""
    dialect = _DIALECTS[connection.vendor]
    if dialect.for_update:
        among = [f"c.{column} {dialect.among[column]}" for column in ("id", "public_id")]
        where = f"{' OR '.join(among)} ORDER BY c.id{dialect.for_update}"
        given = [orjson.dumps(list(names)).decode() for names in (ids, map(digits, public_ids))]
        cursor.execute(f"SELECT 1 FROM desk_conversation c WHERE {where}", given)  # noqa: S608


def stopped(cursor: CursorWrapper, visitors: Iterable[str]) -> set[str]:
    """Those of these visitors whose customer is blocked."""
    join = "customers_block b JOIN customers_identity i ON i.customer_id = b.customer_id"
    where = f"i.kind = 'visitor' AND i.value {_DIALECTS[connection.vendor].among['value']}"
    return {value for (value,) in _read(cursor, "i.value", f"{join} WHERE {where}", visitors)}


def known(cursor: CursorWrapper, names: Iterable[tuple[int, str]]) -> list[EntryShape]:
    """The entries that are there already of (conversation, name) pairs; names in 32 digits."""
    pairs = _DIALECTS[connection.vendor].pairs
    join = f"{pairs} p JOIN desk_entry e ON e.conversation_id = p.conversation AND e.name = p.name"
    return [entry_of(values) for values in _read(cursor, _ENTRY, join, names)]


def _read(cursor: CursorWrapper, columns: str, source: str, among: Iterable[Any]) -> Sequence[Any]:
    given = [orjson.dumps(list(among)).decode()]
    if not _DIALECTS[connection.vendor].rows_in_one:
        cursor.execute(f"SELECT {columns} FROM {source}", given)  # noqa: S608
        return list(cursor.fetchall())
    cursor.execute(f"SELECT json_group_array(json_array({columns})) FROM {source}", given)  # noqa: S608
    (found,) = cursor.fetchone()
    return orjson.loads(found)  # type: ignore[no-any-return]


def insert_entries(cursor: CursorWrapper, keys: Sequence[int], entries: Sequence[EntryShape]) -> None:
    """Store entries under their keys."""
    rows = [_entry_values(key, entry) for key, entry in zip(keys, entries, strict=True)]
    _write(cursor, _insert("desk_entry", ("id", *ENTRY), connection.vendor), rows)


def insert_texts(cursor: CursorWrapper, texts: Sequence[tuple[int, str]]) -> None:
    """Add texts to full-text search under their entries' keys; PostgreSQL derives its index from the entries."""
    if _DIALECTS[connection.vendor].texts_are_apart:
        # In order: wherever a key is lower than the one before, search begins a new piece of its index.
        _write(cursor, _insert("desk_entry_search", ("rowid", "text"), connection.vendor), sorted(texts))


def update_talks(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Store where conversations are now in which nothing but messages came: half of the columns."""
    _write(cursor, _update(_TALK_COLUMNS, connection.vendor), [_talk_values(row) for row in rows])


def update_heads(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Store where conversations are now."""
    _write(cursor, _update(_HEAD_COLUMNS, connection.vendor), [_head_values(row) for row in rows])


def add_tallies(cursor: CursorWrapper, changes: Sequence[tuple[int, str, str, int]]) -> None:
    """Change kept counts: (inbox, scope, status, by how many)."""
    again = " ON CONFLICT (inbox_id, scope, status) DO UPDATE SET n = desk_tally.n + excluded.n"
    _write(cursor, _insert("desk_tally", ("inbox_id", "scope", "status", "n"), connection.vendor) + again, changes)


@cache
def _insert(table: str, columns: tuple[str, ...], vendor: str) -> str:
    into, given = f"INSERT INTO {table} ({', '.join(columns)})", ", ".join(_given(columns, vendor, start=1))
    return f"{into} SELECT {given} FROM (VALUES %s) AS v WHERE v.column1 IS NOT NULL"  # noqa: S608


@cache
def _update(columns: tuple[str, ...], vendor: str) -> str:
    values = _given(columns, vendor, start=2)
    given = ", ".join(f"{name} = {value}" for name, value in zip(columns, values, strict=True))
    return f"UPDATE desk_conversation SET {given} FROM (VALUES %s) AS v WHERE desk_conversation.id = v.column1"  # noqa: S608


def _given(columns: Sequence[str], vendor: str, *, start: int) -> list[str]:
    # In a list of values that are all text or null PostgreSQL cannot tell what they are meant for.
    typed = _DIALECTS[vendor].typed
    return [f"v.column{place}{typed.get(name, '')}" for place, name in enumerate(columns, start)]


def _write(cursor: CursorWrapper, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), _MOST):
        some = rows[start : start + _MOST]
        # Filled up with rows of nulls, which neither insert nor update anything: of a few sizes only, so that the
        # database's own cache of prepared statements always hits.
        size, width = 1 << (len(some) - 1).bit_length(), len(some[0])
        nulls = [None] * ((size - len(some)) * width)
        cursor.execute(_sized(statement, width, size), [*chain.from_iterable(some), *nulls])


@cache
def _sized(statement: str, width: int, rows: int) -> str:
    one = "(" + ", ".join(["%s"] * width) + ")"
    return statement % ", ".join([one] * rows)


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
    shaped[10:13] = map(clock.stored, values[10:13])
    return Row(*shaped)


def entry_of(values: Sequence[Any]) -> EntryShape:
    """An entry's shape from its columns as the database gives them."""
    conversation, seq, said, name, type, by, agent, author, text, data, at = values
    held = orjson.loads(data) if isinstance(data, str) else data
    return EntryShape(conversation, seq, said, _dashed(name), type, by, agent, author, text, held, clock.stored(at))


def digits(name: str) -> str:
    """A UUID in 32 digits, as SQLite keeps it; PostgreSQL takes either form."""
    return name.replace("-", "")


def _dashed(name: Any) -> str:
    # uuid.UUID would cost more than the rest of the row.
    text = str(name)
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(1024)
def _moment(moment: datetime | None) -> str | None:
    # As Django writes it for SQLite, in UTC and without a fraction that is zero; PostgreSQL reads it in UTC too.
    if moment is None:
        return None
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(" ")[: 26 if utc.microsecond else 19]
