"""One script of many modules, so that a page asks once for what it would import one after the other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b[^(].*", re.MULTILINE)


def joined(sources: Mapping[str, str], first: str) -> str:
    """`first` of the modules `sources`, by address, with all that it imports in it; it exports what it exported.

    Modules stay apart: each is a function of its own that runs once, in the order in which a browser would run them.
    What they import later, with `import(…)`, they name as seen from the folder of `first`. Raises ValueError for forms
    of import and export that the product's own modules do without.
    """
    done: dict[str, str] = {}
    text = _needed(sources, first, done)
    return "".join(done.values()) + text


def _needed(sources: Mapping[str, str], name: str, done: dict[str, str]) -> str:
    """The module with its imports taken from what is `done`; those it imports are done before it."""
    text = sources[name]
    for found in _IMPORT.finditer(text):
        other = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
        if other not in done:
            inner = _needed(sources, other, done)
            done[other] = _wrapped(other, inner)
    return _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_of(name, found[2])};", text)


def _wrapped(name: str, text: str) -> str:
    exported = [found[2] for found in _EXPORT.finditer(text)]
    text = _EXPORT.sub(r"\1 \2", text)
    left = _LEFT.search(text)
    if left:
        raise ValueError(f"{name}: {left[0]} cannot be joined")
    return f"const {_own(name)} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _of(name: str, other: str) -> str:
    return _own(posixpath.normpath(posixpath.join(posixpath.dirname(name), other)))


def _own(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
