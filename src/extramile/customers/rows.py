"""Rows as plain values, so that what was taken away can be put back as it was."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def values_of(row: Model) -> dict[str, Any]:
    """Every column of a row by its name, in JSON's own types."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def row_of(model: type[Row], values: dict[str, Any]) -> Row:
    """The row again, not stored yet. Columns that came or went with an update are left to their defaults."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items() if name in fields})
