"""The objects that a program sends, read as rows of a shop's file are, stored, and accounted for one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from extramile.base import clock
from extramile.customers.imports import columns
from extramile.customers.imports.records import Reading
from extramile.customers.imports.table import Unreadable
from extramile.customers.imports.values import DateOrder

# A transaction this long lets a message of the chat, which waits for its turn, wait no longer than people notice.
AT_ONCE = 200
Record = TypeVar("Record")
_ATTRIBUTES = "attributes"


@dataclass(frozen=True)
class Kind(Generic[Record]):
    """What is sent to one address: which fields there are, how an object is read, and how records are stored."""

    fields: Sequence[str]
    read: Callable[[Mapping[str, str], str, Reading], Record]
    store: Callable[[Sequence[Record]], Mapping[str, int]]


def take(objects: Sequence[Any], kind: Kind[Record]) -> dict[str, Any]:
    """Store what can be, and tell of the rest why not: `{"read", "added", "present", "rejected"}`.

    Raises OperationalError when the database cannot be used; sending the same again stores the rest.
    """
    reading = Reading(clock.now().date(), DateOrder.YMD)
    records: list[Record] = []
    rejected = []
    for index, given in enumerate(objects):
        try:
            cells = _cells(given, kind.fields)
            line = "\x1f".join(f"{name}={cells[name]}" for name in sorted(cells))
            records.append(kind.read(cells, line, reading))
        except Unreadable as wrong:
            rejected.append({"index": index, "field": wrong.field or None, "reason": str(wrong)})
    done: Counter[str] = Counter()
    for first in range(0, max(len(records), 1), AT_ONCE):
        done.update(kind.store(records[first : first + AT_ONCE]))
    return {"read": len(objects), **done, "rejected": rejected}


def _cells(given: Any, fields: Sequence[str]) -> dict[str, str]:
    """An object's fields as the cells of a row; what is empty or null is not there."""
    if not isinstance(given, dict):
        raise Unreadable("this is no object")
    cells = {}
    if columns.ATTRIBUTE in fields:
        given = given | _attributes(given)
        given.pop(_ATTRIBUTES, None)
    for name, value in given.items():
        if name not in fields and not (columns.ATTRIBUTE in fields and name.startswith(columns.ATTRIBUTE)):
            there = ", ".join(_ATTRIBUTES if one == columns.ATTRIBUTE else one for one in fields)
            raise Unreadable(f"there is no field “{name[:40]}”; there are: {there}", name[:40])
        if value is not None and not isinstance(value, str):
            raise Unreadable(f"“{name}” is neither a text nor a number", name)
        if value and value.strip():
            cells[name] = value.strip()
    return cells


def _attributes(given: dict[str, Any]) -> dict[str, Any]:
    known = given.get(_ATTRIBUTES) or {}
    if not isinstance(known, dict):
        raise Unreadable("“attributes” is an object of names, each with a text", _ATTRIBUTES)
    return {columns.ATTRIBUTE + name: value for name, value in known.items()}
