"""How SQLite searches: FTS5, read in order of rowid, which is time. Ranking by bm25 would read every hit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection

from extramile.desk.queries.search import often
from extramile.desk.queries.search.filters import COLUMNS, JOINS, filters, marks, narrowing
from extramile.desk.queries.search.wanted import Wanted

_STEP, _MOST = 400, 25_000
_LOOKED_AT = 2_000
_PEOPLE = """
SELECT p.id, p.name, p.email, p.phone,
       (SELECT c.id FROM desk_conversation c WHERE c.customer_id = p.id AND c.inbox_id IN ({inboxes})
        ORDER BY c.last_at DESC LIMIT 1) AS newest
FROM (SELECT rowid FROM customers_customer_search WHERE customers_customer_search MATCH %s
      ORDER BY rowid DESC LIMIT %s) s
CROSS JOIN customers_customer p ON p.id = s.rowid
WHERE newest IS NOT NULL
ORDER BY s.rowid DESC LIMIT %s
"""


def bounded() -> AbstractContextManager[None]:
    """Each statement is short by what it asks for."""
    return nullcontext()


class Words:
    """Entries that hold words, from the newest."""

    def __init__(self, wanted: Wanted) -> None:
        self._match = match(wanted.asked.words, wanted.asked.phrases, often.entries.sample())
        self._where = filters(wanted)
        self._narrowing = narrowing(wanted)
        self._floor = wanted.floor

    def floor(self, below: int, size: int) -> int | None:
        """So many hits further back; as far as it goes when every hit is wanted."""
        if not self._narrowing:
            return None
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM desk_entry_search WHERE desk_entry_search MATCH %s AND rowid < %s AND rowid >= %s "
                "ORDER BY rowid DESC LIMIT 1 OFFSET %s",
                [self._match, below, self._floor, min(_MOST, _STEP * 4**size)],
            )
            found = cursor.fetchone()
            return int(found[0]) if found else None

    def rows(self, below: int, floor: int | None, limit: int) -> list[tuple[Any, ...]]:
        """What is wanted of them."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM desk_entry_search s CROSS JOIN desk_entry e ON e.id = s.rowid "  # noqa: S608
                f"{JOINS.format(join='CROSS JOIN')} "
                "WHERE desk_entry_search MATCH %s AND s.rowid < %s AND s.rowid >= %s "
                f"AND {self._where} ORDER BY s.rowid DESC LIMIT %s",
                [self._match, below, self._floor if floor is None else floor, *self._where.values, limit],
            )
            return list(cursor.fetchall())


def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
    """Rows of customer, name, email, phone and newest conversation, of the newest 2,000 that hold the words."""
    looked_for = match(words, [], often.customers.sample())
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE.format(inboxes=marks(inboxes)), [*inboxes, looked_for, _LOOKED_AT, limit])
        return list(cursor.fetchall())


def named(words: Sequence[str], limit: int) -> list[int]:
    """The newest customers whose names or contacts hold the words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM customers_customer_search WHERE customers_customer_search MATCH %s "
            "ORDER BY rowid DESC LIMIT %s",
            [match(words, [], often.customers.sample()), limit],
        )
        return [key for (key,) in cursor.fetchall()]


def match(words: Sequence[str], phrases: Sequence[Sequence[str]], sample: often.Sample) -> str:
    """A query of FTS5. Words are letters and digits only, and quoted: nothing in them is read as a query."""
    parts = [" ".join(phrase) for phrase in phrases]
    looked_for = [f'"{part}"' for part in parts]
    for word in words:
        instead = sample.instead(word)
        either = " OR ".join(f'"{one}"' for one in instead) if instead else f'"{word}" *'
        looked_for.append(f"({either})")
    return " AND ".join(looked_for)
