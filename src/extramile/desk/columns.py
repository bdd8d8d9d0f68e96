"""Which columns make a row and an entry, so that reads and writes shape them alike."""

from __future__ import annotations

from collections.abc import Sequence

from extramile.desk.shapes import EntryShape, Row

ROW = (
    "pk", "public_id", "visitor", "channel", "inbox_id", "customer_id", "customer__name", "status", "assignee_id",
    "team_id", "waiting_since", "snoozed_until", "last_at", "last_by", "last_agent", "last_text", "seq", "said",
    "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen",
)  # fmt: skip
ENTRY = ("conversation_id", "seq", "said", "name", "type", "by", "agent", "author", "text", "data", "at")


def row_of(values: Sequence[object]) -> Row:
    """A row from a conversation's columns ROW."""
    visitor = values[2]
    return Row(values[0], str(values[1]), str(visitor) if visitor else None, *values[3:])  # type: ignore[arg-type]


def entry_of(values: Sequence[object]) -> EntryShape:
    """A shape from an entry's columns ENTRY."""
    return EntryShape(*values[:3], str(values[3]), *values[4:])  # type: ignore[arg-type]
