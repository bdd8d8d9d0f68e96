"""Where entries come from that are not found by an index of words: all of them, or those of a few conversations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from extramile.desk.models import Entry
from extramile.desk.queries.search.filters import COLUMNS, JOINS, filters
from extramile.desk.queries.search.marks import Text
from extramile.desk.queries.search.wanted import Wanted

_STEP, _MOST = 2_000, 50_000
_READ = 200
# SQLite keeps to the order in which tables are joined with CROSS JOIN.
_JOIN = {"sqlite": "CROSS JOIN", "postgresql": "JOIN"}


class Everything:
    """All entries, by time, with filters but no words that an index knows."""

    def __init__(self, wanted: Wanted) -> None:
        self._where = filters(wanted)
        self._floor = wanted.floor

    def floor(self, below: int, size: int) -> int | None:
        """So many entries further back."""
        entries = Entry.objects.filter(pk__lt=below, pk__gte=self._floor).order_by("-pk")
        last = min(_MOST, _STEP * 4**size)
        return next(iter(entries.values_list("pk", flat=True)[last : last + 1]), None)

    def rows(self, below: int, floor: int | None, limit: int) -> list[tuple[Any, ...]]:
        """What is wanted of them."""
        joins = JOINS.format(join=_JOIN[connection.vendor])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM desk_entry e {joins} WHERE e.id < %s AND e.id >= %s AND {self._where} "  # noqa: S608
                "ORDER BY e.id DESC LIMIT %s",
                [below, self._floor if floor is None else floor, *self._where.values, limit],
            )
            return list(cursor.fetchall())


class OfTalks:
    """The entries of a few conversations. They are so few that each is read, and its words looked at here."""

    def __init__(self, wanted: Wanted, talks: Sequence[int]) -> None:
        self._where = filters(wanted)
        self._text = Text(wanted.asked.words, wanted.asked.phrases)
        found = Entry.objects.filter(conversation__in=talks, type__in=("message", "note"))
        keys = found.order_by().values_list("pk", flat=True)
        self._keys = sorted((key for key in keys if wanted.floor <= key < wanted.below), reverse=True)

    def floor(self, below: int, size: int) -> int | None:
        """Two hundred further back."""
        left = [key for key in self._keys if key < below]
        return left[_READ - 1] if len(left) > _READ else None

    def rows(self, below: int, floor: int | None, limit: int) -> list[tuple[Any, ...]]:
        """Those of them that hold the words."""
        keys = [key for key in self._keys if (floor or 0) <= key < below]
        marks = ", ".join(["%s"] * len(keys)) or "NULL"
        joins = JOINS.format(join=_JOIN[connection.vendor])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM desk_entry e {joins} WHERE e.id IN ({marks}) AND {self._where} "  # noqa: S608
                "ORDER BY e.id DESC",
                [*keys, *self._where.values],
            )
            return [row for row in cursor.fetchall() if self._text.holds(row[-1])][:limit]
