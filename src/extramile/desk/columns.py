"""Which columns make a row and an entry, so that reads and writes shape them alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extramile.desk.shapes import EntryShape, RatingShape, Row

ROW = (
    "pk", "public_id", "visitor", "channel", "inbox_id", "customer_id", "customer__name", "status", "assignee_id",
    "team_id", "waiting_since", "snoozed_until", "last_at", "last_by", "last_agent", "last_text", "seq", "said",
    "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen",
)  # fmt: skip
ENTRY = ("conversation_id", "seq", "said", "name", "type", "by", "agent", "author", "text", "data", "at")
RATING = tuple(RatingShape.__slots__)


def row_of(values: Sequence[Any]) -> Row:
    """A row from a conversation's columns ROW."""
    public_id, visitor, *rest = values[1:]
    return Row(values[0], str(public_id), str(visitor) if visitor else None, *rest)


def entry_of(values: Sequence[Any]) -> EntryShape:
    """A shape from an entry's columns ENTRY."""
    conversation, seq, said, name, *rest = values
    return EntryShape(conversation, seq, said, str(name), *rest)
