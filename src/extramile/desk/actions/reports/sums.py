"""Adding to the kept sums: those of days and hours, and the same of their months, from which long spans are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

Sums = Mapping[tuple[Any, ...], Counter[str]]
_DAY, _HOUR = ("day", "inbox", "channel", "team"), ("day", "hour", "inbox", "channel")


def add(days: Sums, hours: Sums) -> None:
    """Add counts by column, less where they are below nothing, in the caller's transaction.

    Those of days have (day, inbox, channel, team) for their key, those of hours (day, hour, inbox, channel).
    """
    with connection.cursor() as cursor:
        for table, names, sums in (
            ("desk_reportday", _DAY, days),
            ("desk_reportmonth", _DAY, _by_month(days)),
            ("desk_reporthour", _HOUR, hours),
            ("desk_reportmonthhour", _HOUR, _by_month(hours)),
        ):
            # In order, as all do who add to several rows.
            for key, counts in sorted(sums.items(), key=lambda one: one[0]):
                _add(cursor, table, names, key, counts)


def _by_month(sums: Sums) -> Sums:
    found: dict[tuple[Any, ...], Counter[str]] = {}
    for (day, *rest), counts in sums.items():
        month: date = day.replace(day=1)
        into = found.setdefault((month, *rest), Counter())
        for column, n in counts.items():
            into[column] += n
    return found


def _add(cursor: CursorWrapper, table: str, names: Sequence[str], key: tuple[Any, ...], counts: Counter[str]) -> None:
    """Change a row of sums by what is not nothing; there is one afterwards."""
    changed = {column: n for column, n in sorted(counts.items()) if n}
    if changed:
        into = ", ".join([*names, *changed])
        given = ", ".join(["%s"] * (len(names) + len(changed)))
        summed = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in changed)
        again = f"ON CONFLICT ({', '.join(names)}) DO UPDATE SET {summed}"
        cursor.execute(f"INSERT INTO {table} ({into}) VALUES ({given}) {again}", [*key, *changed.values()])  # noqa: S608
