"""Entries and inbox rows as pieces of the page, rendered once for everybody who gets them."""

from __future__ import annotations

from functools import cache

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Template

from extramile.desk.shapes import EntryShape, Row


@cache
def _template(name: str) -> Template:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    return engine.env.get_template(name)


def _render(name: str, **values: object) -> str:
    template = _template(name)
    # `render` would copy every global name of the environment for each fragment, which takes longer than rendering it.
    context = template.new_context(values, shared=True)
    return "".join(template.root_render_func(context))


def entry_html(entry: EntryShape) -> str:
    """The fragment of an entry; it knows no viewer, language or time zone."""
    return _render("desk/_entry.html", entry=entry)


def row_html(row: Row) -> str:
    """The fragment of an inbox row; it knows no viewer, language or time zone."""
    return _render("desk/_row.html", row=row)
