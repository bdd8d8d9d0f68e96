"""How SQLite searches: FTS5, read in order of rowid, which is time. Ranking by bm25 would read every hit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

_SAID = """
SELECT e.id, e.conversation_id, e.seq, e.type, e.by, e.author, p.id, p.name, e.at,
       snippet(desk_entry_search, 0, char(2), char(3), '…', 18)
FROM desk_entry_search s
CROSS JOIN desk_entry e ON e.id = s.rowid
CROSS JOIN desk_conversation c ON c.id = e.conversation_id
CROSS JOIN customers_customer p ON p.id = c.customer_id
WHERE desk_entry_search MATCH %s AND s.rowid < %s AND c.inbox_id IN ({inboxes})
ORDER BY s.rowid DESC LIMIT %s
"""
_PEOPLE = """
SELECT p.id, p.name, p.email, p.phone,
       (SELECT c.id FROM desk_conversation c WHERE c.customer_id = p.id AND c.inbox_id IN ({inboxes})
        ORDER BY c.last_at DESC LIMIT 1) AS newest
FROM customers_customer_search s
CROSS JOIN customers_customer p ON p.id = s.rowid
WHERE customers_customer_search MATCH %s AND newest IS NOT NULL
ORDER BY s.rowid DESC LIMIT %s
"""


class Sqlite:
    """Search in FTS5 tables."""

    @staticmethod
    def said(words: Sequence[str], inboxes: Collection[int], before: int | None, limit: int) -> list[tuple[Any, ...]]:
        """Rows of key, conversation, seq, type, by, author, customer, its name, at and marked snippet."""
        below = before if before is not None else 2**63 - 1
        with connection.cursor() as cursor:
            cursor.execute(_SAID.format(inboxes=_marks(inboxes)), [_match(words), below, *inboxes, limit])
            return [(*row[:8], _moment(row[8]), row[9]) for row in cursor.fetchall()]

    @staticmethod
    def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
        """Rows of customer, name, email, phone and newest conversation."""
        with connection.cursor() as cursor:
            cursor.execute(_PEOPLE.format(inboxes=_marks(inboxes)), [*inboxes, _match(words), limit])
            return list(cursor.fetchall())


def _match(words: Sequence[str]) -> str:
    # Words are letters and digits only, and quoted: nothing in them is read as a query. A single letter matches itself,
    # since every entry holds words that begin with it.
    return " AND ".join(f'"{word}"' + ("*" if len(word) > 1 else "") for word in words)


def _marks(inboxes: Collection[int]) -> str:
    return ", ".join(["%s"] * len(inboxes))


def _moment(stored: datetime | str) -> datetime:
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
