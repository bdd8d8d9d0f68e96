"""Questions that pages ask all the time: built once, and on PostgreSQL planned once on each line to it.

To build such a query anew takes Django, and to plan it PostgreSQL, several times as long as the answer: on a page of
twelve it came to more than half of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

_PLACE = re.compile(r"(?<!%)%s")
_MOST = 2**63 - 1
_M = TypeVar("_M", bound=Model)
Row = Sequence[Any]


class Given(Expression):
    """A place in a query for what each asking brings; `many` is a place for a whole list, as in `inbox__in=`."""

    def __init__(self, name: str, *, many: bool = False) -> None:
        super().__init__()
        self.name = name
        self.many = many

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return ("(%s)" if self.many else "%s"), [self]


@dataclass(frozen=True, slots=True)
class Part:
    """A query with places, which is always the same one, to stand within a prepared one, and what fills the places."""

    query: QuerySet[Any, Any]
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Built:
    sql: str
    places: list[Any]
    converted: Callable[[Iterable[Row]], Iterable[Row]]
    shaped: Callable[[Row], Any]

    def rows(self, given: Mapping[str, Any]) -> Iterable[Row]:
        values: list[Any] = []
        lengths = []
        for place in self.places:
            value = given[place.name] if isinstance(place, Given) else place
            # An empty list would be no SQL, and nothing is among nothing.
            listed = (list(value) or [None]) if isinstance(place, Given) and place.many else [value]
            values += listed
            lengths.append(len(listed))
        return self.converted(answer(_spread(self.sql, tuple(lengths)), values))


class Prepared(Generic[_M]):
    """A query with places that are `Given`. `build` makes it when it is first asked.

    It has no annotations, except among the values of one made with `values_list`.
    """

    def __init__(self, build: Callable[[], QuerySet[_M, Any]]) -> None:
        self._build = build

    def values(self, **given: Any) -> list[Row]:
        """The rows of a query made with `values_list`."""
        return list(self._built().rows(given))

    def models(self, **given: Any) -> list[_M]:
        """The rows of any other query, with what it selects along with them."""
        built = self._built()
        return [built.shaped(row) for row in built.rows(given)]

    def _built(self) -> _Built:
        # What is built holds its connection, so it lives with that: a thread that has ended must leave nothing open.
        kept = vars(connections[DEFAULT_DB_ALIAS]).setdefault("_prepared", WeakKeyDictionary())
        if self not in kept:
            kept[self] = _build(self._build())
        built: _Built = kept[self]
        return built


def answer(sql: str, values: Mapping[str, Any] | list[Any]) -> list[Row]:
    """All rows of a statement that is asked in the same words again and again, and only reads."""
    line = connections[DEFAULT_DB_ALIAS]
    with getattr(line, "prepared_cursor", line.cursor)() as cursor:
        cursor.execute(sql, _adapted(values))
        found: list[Row] = cursor.fetchall()
    return found


def _adapted(values: Mapping[str, Any] | list[Any]) -> Mapping[str, Any] | list[Any]:
    if isinstance(values, list):
        return [_storable(value) for value in values]
    return {name: _storable(value) for name, value in values.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > _MOST:
        # An address may hold any number. One that no column can hold is nobody's, and both databases refuse to look.
        return None
    ops = connections[DEFAULT_DB_ALIAS].ops
    return ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _build(query: QuerySet[Any, Any]) -> _Built:
    compiler: Any = query.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, places = compiler.as_sql()
    convert = compiler.get_converters([column[0] for column in compiler.select])
    converted = partial(compiler.apply_converters, converters=convert) if convert else iter
    return _Built(sql, list(places), converted, _shaping(compiler) if compiler.klass_info else tuple)


def _shaping(compiler: Any) -> Callable[[Row], Any]:
    """How a row becomes a model's instance; the same as Django's own way of doing it, found out once."""
    columns = compiler.klass_info["select_fields"]
    make = compiler.klass_info["model"].from_db
    names = [compiler.select[place][0].target.attname for place in columns]
    first, end = columns[0], columns[-1] + 1
    along = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def shaped(row: Row) -> Any:
        made = make(DEFAULT_DB_ALIAS, names, row[first:end])
        for related in along:
            related.populate(row, made)
        return made

    return shaped


@lru_cache(512)
def _spread(sql: str, lengths: tuple[int, ...]) -> str:
    """The statement with as many places for each value as it has parts."""
    between = _PLACE.split(sql)
    places = (", ".join(["%s"] * length) for length in lengths)
    return between[0] + "".join(place + text for place, text in zip(places, between[1:], strict=True))
