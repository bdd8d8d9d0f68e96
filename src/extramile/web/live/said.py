"""Entries and rows as frames, for either door."""

from __future__ import annotations

from typing import Any

from extramile.base import clock
from extramile.base.clock import stamp
from extramile.base.text import first_name
from extramile.desk.shapes import CHANGED_FOR, EntryShape, RatingShape, Row
from extramile.web.live import frames
from extramile.web.live.fragments import entry_html, row_html


def visitor_entry(entry: EntryShape, public_id: str) -> str:
    """An entry as its visitor gets it: no seq, no ids of people, nothing of notes."""
    return frames.make(
        "visitor", "entry", conversation=public_id, said=entry.said, id=entry.name, type=entry.type, by=entry.by,
        name=first_name(entry.author), initials=entry.initials, text=entry.text, at=stamp(entry.at),
    )  # fmt: skip


def rated(entry: EntryShape, public_id: str) -> str:
    """What a visitor said of their conversation just now."""
    return frames.make(
        "visitor", "rating", conversation=public_id, **(entry.data or {}), comment=entry.text, at=stamp(entry.at)
    )


def rating(row: Row, said: RatingShape | None) -> str:
    """What a visitor said of their conversation, or that it may be rated now."""
    at = stamp(said.changed if said else row.last_at)
    data = said.data if said else dict.fromkeys(("stars", "recommend", "may_share", "until")) | {"asks": False}
    if said and clock.now() - said.at > CHANGED_FOR:
        data["until"] = None
    return frames.make(
        "visitor", "rating", conversation=row.public_id, **{"resolved": row.said, **data},
        comment=said.comment if said else "", at=at,
    )  # fmt: skip


def desk_entry(entry: EntryShape) -> str:
    """An entry as agents get it, with its fragment of the page."""
    return frames.make(
        "desk", "entry", conversation=entry.conversation, seq=entry.seq, said=entry.said, id=entry.name,
        type=entry.type, by=entry.by, agent=entry.agent, name=entry.author, initials=entry.initials, text=entry.text,
        data=entry.data, at=stamp(entry.at), html=entry_html(entry),
    )  # fmt: skip


def inbox_row(row: Row) -> dict[str, Any]:
    """A line of the inbox as agents get it, with its fragment of the page."""
    return {
        "conversation": row.conversation,
        "inbox": row.inbox,
        "status": row.status,
        "assignee": row.assignee,
        "team": row.team,
        "waiting": stamp(row.waiting_since) if row.waiting_since else None,
        "last_at": stamp(row.last_at),
        "html": row_html(row),
    }
