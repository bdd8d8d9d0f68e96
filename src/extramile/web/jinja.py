"""The template environment."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from extramile.base import clock
from extramile.desk.abuse import is_abusive
from extramile.web import assets

# Control characters and bidirectional overrides hide or reorder what is read, in a name as in a message.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: object) -> str:
    """What somebody wrote, as one line of plain text: each harmful character becomes a mark like U+202E."""
    return _HARMFUL.sub(lambda found: f"U+{ord(found.group()):04X}", str(text or ""))


def abusive(entry: Any) -> bool:
    """Whether an entry is a customer's plain abuse of its reader; what stands for all of a kind says so itself."""
    said = getattr(entry, "abusive", None)
    return bool(said) if said is not None else entry.by == "visitor" and is_abusive(entry.text)


def day(moment: date) -> str:
    """A day, or the day of a moment where the viewer is, as people write it."""
    return _written(localtime(moment).date() if isinstance(moment, datetime) else moment, get_language())


@lru_cache(1024)
def _written(on: date, language: str | None) -> str:
    return date_format(on, "j M Y")


def moment(at: datetime) -> str:
    """A moment where the viewer is, to the minute."""
    return date_format(localtime(at), "j M, H:i")


def tongue(code: str) -> str:
    """A language by its name, or by the code that a browser sent where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@pass_eval_context
def said(context: EvalContext, text: str, /, **named: object) -> str:
    """A template's text in the viewer's language, with what is `named` in it as `%(name)s`; escaped, but in a mail."""
    if not context.autoescape:
        return gettext(text) % named
    return _said(get_language(), text) % named if named else _plain(get_language(), text)


# A page says a hundred texts, and to look each up through all catalogs was a seventh of its time.
@lru_cache(20_000)
def _said(language: str | None, text: str) -> Markup:
    return Markup(gettext(text))  # noqa: S704 - a text of our own templates, as the i18n extension itself has it


@lru_cache(20_000)
def _plain(language: str | None, text: str) -> Markup:
    # Every text is a pattern, with or without names in it: two percent signs are one.
    return _said(language, text) % {}


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
    made.globals["_"] = made.globals["gettext"] = said
    made.globals["asset"] = assets.address
    made.globals["get_messages"] = get_messages
    made.globals["language"] = get_language
    made.filters["stamp"] = clock.stamp
    made.filters["day"] = day
    made.filters["moment"] = moment
    made.filters["tongue"] = tongue
    made.filters["harmless"] = harmless
    made.filters["abusive"] = abusive
    return made
