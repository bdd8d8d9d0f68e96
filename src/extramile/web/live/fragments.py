"""Entries and inbox rows as pieces of the page, rendered once for everybody who gets them."""

from __future__ import annotations

from functools import cache

from django.template import engines
from django.template.backends.jinja2 import Jinja2

from extramile.desk.shapes import EntryShape, Row


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


def entry_html(entry: EntryShape) -> str:
    """The fragment of an entry; it knows no viewer, language or time zone."""
    return _fragment("desk/_entry.html", "entry")(entry)


def row_html(row: Row) -> str:
    """The fragment of an inbox row; it knows no viewer, language or time zone."""
    return _fragment("desk/_row.html", "row")(row)
