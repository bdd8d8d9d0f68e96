"""Entries and inbox rows as pieces of the page, rendered once for everybody who gets them.

A message and a row are filled into a text that was rendered once for all of their kind: a template takes many times as
long. What they hold themselves is never part of that text, so that nobody can write a place into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import escape

from extramile.base.clock import stamp
from extramile.desk.shapes import EntryShape, Row
from extramile.web.jinja import harmless

_LAST = datetime.min.replace(tzinfo=UTC)
_SINCE = _LAST + timedelta(days=1)
_OF_A_MESSAGE = ("conversation", "seq", "said", "name", "agent", "author", "text")
_OF_A_ROW = (
    "conversation", "seq", "inbox", "status", "assignee", "team", "last_by", "last_agent", "customer", "initials",
    "customer_name", "last_text",
)  # fmt: skip


class _Fragment:
    """A template that is rendered on the event loop alone.

    `render` would make a context with every global name of the environment each time, which takes longer than the
    rendering; this one keeps its context and changes the one value in it.
    """

    def __init__(self, name: str, value: str) -> None:
        engine = engines["jinja2"]
        assert isinstance(engine, Jinja2)
        self._values: dict[str, object] = {}
        self._name = value
        self._template = engine.env.get_template(name)
        self._context = self._template.new_context(self._values, shared=True)

    def __call__(self, value: object) -> str:
        self._values[self._name] = value
        return "".join(self._template.root_render_func(self._context))


@cache
def _fragment(name: str, value: str) -> _Fragment:
    return _Fragment(name, value)


def mark(name: str) -> str:
    """Stands for a value until a form makes a place for it."""
    return f"⟦{name}⟧"


class Form:
    """A text with marks, to be filled in again and again: its pieces are joined, which takes half as long as `%`."""

    __slots__ = ("_chosen", "_pieces")

    def __init__(self, made: str, marked: Sequence[str]) -> None:
        places = {mark(name): place for place, name in enumerate(marked)}
        self._pieces = re.split(f"({'|'.join(map(re.escape, places))})", made)
        self._chosen = itemgetter(*(places[one] for one in self._pieces[1::2]))

    def __call__(self, *values: str) -> str:
        """The text with these in place of the marks, in the order in which the form was told of them."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._chosen(values)
        return "".join(pieces)


@cache
def message(type: str, by: str, abusive: bool) -> str:
    """The fragment of a message or note, with marks for what differs from one to the next."""
    marked: dict[str, Any] = {name: mark(name) for name in _OF_A_MESSAGE}
    like = SimpleNamespace(type=type, by=by, abusive=abusive, at=_LAST, **marked)
    return _fragment("desk/_entry.html", "entry")(like).replace(stamp(_LAST), mark("at"))


def event_html(entry: EntryShape) -> str:
    """The fragment of an entry that is neither message nor note; it knows no viewer, language or time zone."""
    return _fragment("desk/_entry.html", "entry")(entry)


@cache
def _row(waiting: bool, unread: bool, named: bool) -> Form:
    """A row of the inbox, with places for what differs from one to the next."""
    marked: dict[str, Any] = {name: mark(name) for name in _OF_A_ROW} | ({} if named else {"initials": ""})
    like = SimpleNamespace(waiting_since=_SINCE if waiting else None, last_at=_LAST, unread=unread, **marked)
    made = _fragment("desk/_row.html", "row")(like)
    made = made.replace(stamp(_LAST), mark("last_at")).replace(stamp(_SINCE), mark("since"))
    return Form(made, (*_OF_A_ROW, "last_at", "since"))


@lru_cache(4096)
def _shown(name: str) -> str:
    return str(escape(harmless(name)))


def row_html(row: Row) -> str:
    """The fragment of an inbox row; it knows no viewer, language or time zone."""
    since, initials = row.waiting_since, row.initials
    return _row(since is not None, row.unread, bool(initials))(
        str(row.conversation), str(row.seq), str(row.inbox), row.status, str(row.assignee or ""), str(row.team or ""),
        row.last_by, str(row.last_agent or ""), str(row.customer), escape(initials), _shown(row.customer_name),
        escape(harmless(row.last_text)), stamp(row.last_at), stamp(since) if since else "",
    )  # fmt: skip
