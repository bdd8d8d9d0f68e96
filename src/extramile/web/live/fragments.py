"""Entries and inbox rows as pieces of the page, rendered once for everybody who gets them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache
from types import SimpleNamespace

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import escape

from extramile.base.clock import stamp
from extramile.desk.shapes import EntryShape, Row

_MARKED = ("conversation", "seq", "said", "name", "agent", "author", "text")
_SOME_TIME = datetime.min.replace(tzinfo=UTC)


class _Fragment:
    """A template that is rendered for every message, on the event loop alone.

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


@lru_cache(1024)
def _name(author: str) -> str:
    return str(escape(author))


@cache
def _message(type: str, by: str) -> str:
    """The template of a message or note, rendered once, with places for what differs from one to the next."""
    marks = {name: f"\0{name}\0" for name in _MARKED}
    made = _fragment("desk/_entry.html", "entry")(SimpleNamespace(type=type, by=by, at=_SOME_TIME, **marks))
    made = made.replace("%", "%%").replace(stamp(_SOME_TIME), "%(at)s")
    for name, mark in marks.items():
        made = made.replace(mark, f"%({name})s")
    return made


def entry_html(entry: EntryShape) -> str:
    """The fragment of an entry; it knows no viewer, language or time zone."""
    if entry.type not in ("message", "note"):
        return _fragment("desk/_entry.html", "entry")(entry)
    return _message(entry.type, entry.by) % {
        "conversation": entry.conversation, "seq": entry.seq, "said": entry.said or "", "name": entry.name,
        "agent": entry.agent or "", "author": _name(entry.author), "text": escape(entry.text), "at": stamp(entry.at),
    }  # fmt: skip


def row_html(row: Row) -> str:
    """The fragment of an inbox row; it knows no viewer, language or time zone."""
    return _fragment("desk/_row.html", "row")(row)
