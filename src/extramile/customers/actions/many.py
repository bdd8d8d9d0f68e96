"""Many rows of one table at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.DateField, models.FloatField)


def put(
    table: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, over: Sequence[str] = ()
) -> None:
    """Add rows of values, in the order of `columns`, the names of attributes. Of those whose primary key is there
    already, write the columns `over`. Runs in the caller's transaction.

    What `bulk_create` does at a fifth of the CPU: that makes an object of each row, and asks of each value how it is
    stored. All columns have to be named, since defaults are not known here. The keys that the database gives out are
    not told.
    """
    if not rows:
        return
    meta = table._meta
    by_name = {field.attname: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    named = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'INSERT INTO "{meta.db_table}" ({named}) VALUES ({", ".join(["%s"] * len(fields))})'  # noqa: S608
    if over:
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in over)
        statement += f' ON CONFLICT ("{meta.pk.column}") DO UPDATE SET {sets}'
    values = [_stored(field, given) for field, given in zip(fields, zip(*rows, strict=True), strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*values, strict=True)))


def _stored(field: Any, values: tuple[Any, ...]) -> Iterable[Any]:
    """A column's values as the database's driver takes them."""
    if isinstance(field, models.ForeignKey | models.IntegerField):
        # It knows numbers, and not the names that we give them.
        return [None if value is None else int(value) for value in values]
    if isinstance(field, _AS_THEY_ARE) and not isinstance(field, models.DateTimeField):
        return values
    ready: Callable[[Any], Any] = lambda value: field.get_db_prep_save(value, connection)  # noqa: E731
    # Amounts and moments come again and again; keys never do.
    return map(ready if isinstance(field, models.UUIDField) else cache(ready), values)
