"""The template environment."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from extramile.base import clock
from extramile.web import assets


def environment(**options: Any) -> Environment:
    """Jinja for every page and fragment: escaped, strict about unknown names, translatable with `_`."""
    made = Environment(
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["asset"] = assets.address
    made.globals["get_messages"] = get_messages
    made.globals["language"] = get_language
    made.filters["stamp"] = clock.stamp
    return made
