"""Many rows of one table at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.DateField, models.FloatField)


def put(rows: Sequence[models.Model], *, over: Sequence[str] = ()) -> None:
    """Add rows, and write the columns `over` of those whose primary key is there. Runs in the caller's transaction.

    What `bulk_create` does at three times the CPU, since it asks of each value of each row how it is stored. The keys
    that the database gives out are not told.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    stored = [(field.attname, _stored(field)) for field in fields]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})'  # noqa: S608
    if over:
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in over)
        statement += f' ON CONFLICT ("{meta.pk.column}") DO UPDATE SET {sets}'
    values = [tuple([ready(getattr(row, name)) for name, ready in stored]) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _stored(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.ForeignKey | models.IntegerField):
        return _number
    if isinstance(field, _AS_THEY_ARE) and not isinstance(field, models.DateTimeField):
        return _same
    return lambda value: field.get_db_prep_save(value, connection)


def _number(value: Any) -> int | None:
    # The database's driver knows numbers, and not the names that we give them.
    return None if value is None else int(value)


def _same(value: Any) -> Any:
    return value
