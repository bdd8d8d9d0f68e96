"""Values out of YAML, each with the line on which it stands, so that a fault can say where it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

import yaml
from django.utils.translation import gettext as _

MOST_BYTES = 100_000  # of UTF-8: a take is sealed with its scenario in it, and what is sealed has an end
_MOST_NODES = 5_000
_DEEPEST = 8
# The one in C, where PyYAML was built with it, reads ten times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Reads = Callable[[yaml.Node], Any]


class Wrong(Exception):
    """Something is wrong at a line, counted from 1."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


class Several(Exception):
    """More than one thing is wrong."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__()
        self.wrongs = wrongs


@dataclass(frozen=True, slots=True)
class Field:
    """How one field of a mapping is read, and whether it may be left out."""

    read: Reads
    optional: bool = False


def root(text: str) -> yaml.Node:
    """The one document of a text. Raises Wrong."""
    if len(text.encode()) > MOST_BYTES:
        raise Wrong(0, _("The file is too long."), _("Keep a scenario under 100 kB."))
    seen = deep = 0
    try:
        for event in yaml.parse(text, _LOADER):
            seen += 1
            deep += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            # A few aliases of aliases would unfold into more than memory holds.
            if isinstance(event, yaml.AliasEvent) or seen > _MOST_NODES or deep > _DEEPEST:
                line = int(event.start_mark.line) + 1 if event.start_mark else 0
                what = _("Aliases, deep nests and thousands of values are not read.")
                raise Wrong(line, what, _("Write it out."))
        node: yaml.Node | None = yaml.compose(text, _LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = _("This is not YAML: %(problem)s.") % {"problem": error.problem or error.context}
        mend = _("Look at the indents, and quote a text with a colon.")
        raise Wrong(int(mark.line) + 1 if mark else 0, what, mend) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Wrong(0, _("This is not a text that YAML can hold."), _("Save it again as UTF-8.")) from error
    if node is None:
        raise Wrong(0, _("The file is empty."), _("Copy the example from docs/scenarios.md."))
    return node


def line_of(node: yaml.Node) -> int:
    """The line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def text(most: int, *, empty: bool = False) -> Reads:
    """A text of at most so many characters."""

    def read(node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise Wrong(
                line_of(node), _("Here should be a text."), _("Write it on one line, in quotes if it has a colon.")
            )
        value = "" if node.tag == "tag:yaml.org,2002:null" else " ".join(node.value.replace("\x00", "").split())
        if not value and not empty:
            raise Wrong(line_of(node), _("Nothing is written here."), _("Write a few words, or take the line out."))
        if len(value) > most:
            raise Wrong(line_of(node), _("This is too long."), _("Use %(n)s characters at most.") % {"n": most})
        return value

    return read


def whole(least: int, most: int) -> Reads:
    """A whole number within bounds."""

    def read(node: yaml.Node) -> int:
        value = str(node.value)
        if isinstance(node, yaml.ScalarNode) and value.isdecimal() and len(value) < 6 and least <= int(value) <= most:
            return int(value)
        mend = _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        raise Wrong(line_of(node), _("This is not such a number."), mend)

    return read


def switch(node: yaml.Node) -> bool:
    """Yes or no."""
    said = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    value = said.get(str(node.value).lower()) if isinstance(node, yaml.ScalarNode) else None
    if value is None:
        raise Wrong(line_of(node), _("This is neither yes nor no."), _("Write true or false."))
    return value


def one_of(kind: type[StrEnum]) -> Reads:
    """One of the words of a kind."""

    def read(node: yaml.Node) -> StrEnum:
        if isinstance(node, yaml.ScalarNode) and node.value in set(kind):
            return kind(node.value)
        shown = node.value if isinstance(node, yaml.ScalarNode) else "…"
        mend = _("Write one of: %(words)s.") % {"words": ", ".join(kind)}
        raise Wrong(line_of(node), _("“%(word)s” is not known here.") % {"word": str(shown)[:40]}, mend)

    return read


def many(inner: Reads, *, least: int = 0, most: int = 30) -> Reads:
    """A list of so many."""

    def read(node: yaml.Node) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise Wrong(
                line_of(node), _("Here should be a list."), _("Begin each line of it with “- ”, or write [a, b].")
            )
        if not least <= len(node.value) <= most:
            mend = _("Write %(least)s to %(most)s of them.") % {"least": least, "most": most}
            raise Wrong(line_of(node), _("This list has %(n)s entries.") % {"n": len(node.value)}, mend)
        return _all([partial(inner, one) for one in node.value])

    return read


def record(fields: Mapping[str, Field], make: Callable[..., Any]) -> Reads:
    """A mapping of these fields, made into something."""

    def read(node: yaml.Node) -> Any:
        if not isinstance(node, yaml.MappingNode):
            mend = _("Write “name: value” lines of: %(names)s.") % {"names": ", ".join(fields)}
            raise Wrong(line_of(node), _("Here should be fields."), mend)
        there: dict[str, yaml.Node] = {}
        wrongs: list[Wrong] = []
        for key, value in node.value:
            name = str(key.value)
            if name not in fields or name in there:
                wrongs.append(_odd(name, line_of(key), fields, doubled=name in there))
            else:
                there[name] = value
        missing = [name for name, field in fields.items() if name not in there and not field.optional]
        mend = _("Add it; docs/scenarios.md has an example.")
        wrongs += [Wrong(line_of(node), _("“%(name)s” is missing.") % {"name": name}, mend) for name in missing]
        values = _all([partial(fields[name].read, value) for name, value in there.items()], wrongs)
        return make(**dict(zip(there, values, strict=True)))

    return read


def _odd(name: str, line: int, fields: Mapping[str, Field], *, doubled: bool) -> Wrong:
    if doubled:
        return Wrong(line, _("“%(name)s” stands here twice.") % {"name": name}, _("Keep one of them."))
    near = difflib.get_close_matches(name, fields, n=1)
    mend = _("Did you mean “%(name)s”?") % {"name": near[0]} if near else _("Take it out.")
    return Wrong(line, _("There is no field “%(name)s” here.") % {"name": name[:40]}, mend)


def _all(reads: list[Callable[[], Any]], wrongs: list[Wrong] | None = None) -> tuple[Any, ...]:
    """All of them, or all that is wrong with them."""
    found, wrongs = [], list(wrongs or ())
    for read in reads:
        try:
            found.append(read())
        except Wrong as wrong:
            wrongs.append(wrong)
        except Several as several:
            wrongs += several.wrongs
    if wrongs:
        raise Several(wrongs)
    return tuple(found)
