"""Whatever hangs on a customer, in every room: moved to another one, and back.

The tables are read from the models themselves, those of upper floors too, so that a table that is new comes along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, UniqueConstraint

from extramile.customers.models import Balance, Customer, Merge, Moved, Standing
from extramile.customers.rows import row_of, values_of

# Made anew from the facts of both.
DERIVED = (Standing, Balance)


def tables() -> Iterator[tuple[type[Model], Field[Any, Any]]]:
    """Every table that points at a customer, and the column by which it does."""
    for relation in Customer._meta.related_objects:
        yield relation.related_model, relation.field


def move(merge: Merge, gone: int, kept: int) -> None:
    """Give all rows of `gone` to `kept`. What cannot stand beside a row that is there is kept in `merge` whole."""
    for model, field in tables():
        owned = model._base_manager.filter(**{field.name: gone})
        if not field.primary_key:
            aside = _colliding(model, field, gone, kept)
            _put_aside(merge, model, model._base_manager.filter(pk__in=[row.pk for row in aside]))
            _note(merge, model, owned)
            owned.update(**{field.name: kept})
            continue
        rows = list(owned)
        _put_aside(merge, model, owned)
        if rows and model not in DERIVED and not model._base_manager.filter(pk=kept).exists():
            row_of(model, values_of(rows[0]) | {field.attname: kept}).save(force_insert=True)
            note_made(merge, model, kept)


def move_back(merge: Merge) -> None:
    """Give everything back that came along and is still there; `gone` exists again."""
    made: dict[str, list[int]] = (merge.was or {}).get("made", {})
    for label, rows in made.items():
        apps.get_model(label)._base_manager.filter(pk__in=rows).delete()
    for model, field in tables():
        moved = Moved.objects.filter(merge=merge, table=model._meta.label_lower)
        # What somebody has meanwhile given to another customer stays there.
        still = model._base_manager.filter(Q(**{field.name: merge.kept_id}), pk__in=moved.values("row"))
        still.update(**{field.name: merge.gone})
        for values in moved.exclude(data=None).values_list("data", flat=True):
            row_of(model, values or {}).save(force_insert=True)


def follow(conversations: Collection[int], *, gone: int, kept: int) -> None:
    """Give `gone` what is known from conversations that are theirs after all."""
    for model, field in tables():
        columns = {column.name for column in model._meta.concrete_fields}
        if "conversation" in columns:
            told = model._base_manager.filter(conversation__in=conversations, **{field.name: kept})
            told.update(**{field.name: gone})


def _note(merge: Merge, model: type[Model], rows: Any) -> None:
    found = rows.values_list("pk", flat=True).iterator(chunk_size=2000)
    Moved.objects.bulk_create(Moved(merge=merge, table=model._meta.label_lower, row=row) for row in found)


def _put_aside(merge: Merge, model: type[Model], rows: Any) -> None:
    table = model._meta.label_lower
    Moved.objects.bulk_create(Moved(merge=merge, table=table, row=row.pk, data=values_of(row)) for row in rows)
    rows._raw_delete(rows.db)


def note_made(merge: Merge, model: type[Model], row: int) -> None:
    """Remember a row that there is only because of the merge, and goes with it."""
    was = merge.was or {}
    was.setdefault("made", {}).setdefault(model._meta.label_lower, []).append(row)
    merge.was = was


def _colliding(model: type[Model], field: Field[Any, Any], gone: int, kept: int) -> list[Model]:
    """Rows of `gone` that would break a rule of the table, since `kept` has one like it."""
    aside: dict[Any, Model] = {}
    columns = {column.name: column.attname for column in model._meta.concrete_fields}
    for names in _unique_with(model, field):
        others = [name for name in names if name != field.name]
        there = set(model._base_manager.filter(**{field.name: kept}).values_list(*others or ["pk"]))
        for row in model._base_manager.filter(**{field.name: gone}):
            like = tuple(getattr(row, columns[name]) for name in others)
            if like in there or (not others and there):
                aside[row.pk] = row
    return list(aside.values())


def _unique_with(model: type[Model], field: Field[Any, Any]) -> list[Collection[str]]:
    found: list[Collection[str]] = [one for one in model._meta.unique_together if field.name in one]
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and field.name in rule.fields:
            found.append(rule.fields)
    return [*found, (field.name,)] if field.unique else found
