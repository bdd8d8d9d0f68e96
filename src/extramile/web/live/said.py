"""Entries and rows as frames, for either door."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

import orjson
from markupsafe import escape

from extramile.base import clock
from extramile.base.clock import stamp
from extramile.base.text import first_name, initials
from extramile.desk.shapes import CHANGED_FOR, EntryShape, RatingShape, Row
from extramile.web.jinja import abusive
from extramile.web.live import frames
from extramile.web.live.fragments import Form, event_html, mark, message, row_html

_AT = datetime.min.replace(tzinfo=UTC)
_ENTRY = frames.often(
    "visitor", "entry", conversation='"%s"', said="%s", id='"%s"', type='"%s"', by='"%s"', name="%s", initials="%s",
    text="%s", at='"%s"',
)  # fmt: skip
_ACK = frames.often("visitor", "ack", conversation='"%s"', id='"%s"', said="%s", at='"%s"')
_JSON = ("conversation", "seq", "its_said", "its_agent", "its_author", "initials", "its_text")


def visitor_entry(entry: EntryShape, public_id: str) -> str:
    """An entry as its visitor gets it: no seq, no ids of people, nothing of notes."""
    name, initials = _first(entry.author)
    return _ENTRY % (
        public_id, entry.said, entry.name, entry.type, entry.by, name, initials, _json(entry.text), stamp(entry.at)
    )  # fmt: skip


def visitor_ack(entry: EntryShape, public_id: str) -> str:
    """That a visitor's message is stored."""
    return _ACK % (public_id, entry.name, entry.said, stamp(entry.at))


@lru_cache(1024)
def _first(name: str) -> tuple[str, str]:
    """What visitors are told of a name, and its initials, as JSON."""
    return _json(first_name(name)), _json(initials(name))


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
    if entry.type not in ("message", "note"):
        return _desk_entry(entry, html=event_html(entry))
    name, initials, author = _author(entry.author)
    said, agent = str(entry.said or ""), str(entry.agent or "")
    return _message(entry.type, entry.by, abusive(entry))(
        str(entry.conversation), str(entry.seq), said or "null", agent or "null", name, initials, _json(entry.text),
        entry.name, stamp(entry.at), said, agent, author, _json(str(escape(entry.text)))[1:-1],
    )  # fmt: skip


def _desk_entry(entry: EntryShape, *, html: str) -> str:
    return frames.make(
        "desk", "entry", conversation=entry.conversation, seq=entry.seq, said=entry.said, id=entry.name,
        type=entry.type, by=entry.by, agent=entry.agent, name=entry.author, initials=entry.initials, text=entry.text,
        data=entry.data, at=stamp(entry.at), html=html,
    )  # fmt: skip


@cache
def _message(type: str, by: str, abusive: bool) -> Form:
    """The frame of a message or note, with places for what differs from one to the next."""
    said: Any = SimpleNamespace(
        **{name: mark(name) for name in ("conversation", "seq", "name", "initials")},
        **{name: mark(f"its_{name}") for name in ("said", "agent", "author", "text")},
        type=type, by=by, data=None, at=_AT,
    )  # fmt: skip
    made = _desk_entry(said, html=message(type, by, abusive)).replace(stamp(_AT), mark("at"))
    for name in _JSON:
        # These places take JSON, marks of theirs and all.
        made = made.replace(f'"{mark(name)}"', mark(name))
    return Form(made, (*_JSON, "name", "at", "said", "agent", "author", "text"))


@lru_cache(1024)
def _author(name: str) -> tuple[str, str, str]:
    """A name, and its initials, as JSON; and the name as it stands within the JSON of a fragment."""
    return _json(name), _json(initials(name)), _json(str(escape(name)))[1:-1]


def _json(text: str) -> str:
    return orjson.dumps(text).decode()


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
