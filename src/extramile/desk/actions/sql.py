"""The statements of the hot path. Written out because the ORM's own cost per row is that of the insert itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper

from extramile.desk.shapes import EntryShape, Row

ENTRY = (
    "INSERT INTO desk_entry (id, conversation_id, seq, said, name, type, by, agent, author, text, data, at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
HEAD = (
    "UPDATE desk_conversation SET status = %s, assignee_id = %s, team_id = %s, waiting_since = %s, snoozed_until = %s, "
    "last_at = %s, last_by = %s, last_agent = %s, last_text = %s, seq = %s, said = %s, desk_delivered = %s, "
    "desk_seen = %s, visitor_delivered = %s, visitor_seen = %s WHERE id = %s"
)
TALLY = (
    "INSERT INTO desk_tally (inbox_id, scope, status, n) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (inbox_id, scope, status) DO UPDATE SET n = desk_tally.n + excluded.n"
)
_INDEX = "INSERT INTO desk_entry_search (rowid, text) VALUES (%s, %s)"


def entry_values(key: int, entry: EntryShape) -> tuple[Any, ...]:
    """The values of ENTRY."""
    data = None if entry.data is None else orjson.dumps(entry.data).decode()
    return (
        key, entry.conversation, entry.seq, entry.said, entry.name.replace("-", ""), entry.type, entry.by,
        entry.agent, entry.author, entry.text, data, _moment(entry.at),
    )  # fmt: skip


def head_values(row: Row) -> tuple[Any, ...]:
    """The values of HEAD."""
    return (
        row.status, row.assignee, row.team, _moment(row.waiting_since), _moment(row.snoozed_until),
        _moment(row.last_at), row.last_by, row.last_agent, row.last_text, row.seq, row.said, row.desk_delivered,
        row.desk_seen, row.visitor_delivered, row.visitor_seen, row.conversation,
    )  # fmt: skip


def index(cursor: CursorWrapper, said: Sequence[tuple[int, str]]) -> None:
    """Add texts to full-text search, under their entries' keys. PostgreSQL indexes the column itself."""
    if said and connection.vendor == "sqlite":
        cursor.executemany(_INDEX, said)


def _moment(moment: datetime | None) -> Any:
    return None if moment is None else connection.ops.adapt_datetimefield_value(moment)
