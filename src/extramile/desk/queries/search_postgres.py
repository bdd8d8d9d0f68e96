"""How PostgreSQL searches: a GIN index over each text's words, newest first by key, which is time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from extramile.desk.queries.search_marks import folded, snippet

_SAID = """
SELECT e.id, e.conversation_id, e.seq, e.type, e.by, e.author, p.id, p.name, e.at, e.text
FROM desk_entry e
JOIN desk_conversation c ON c.id = e.conversation_id
JOIN customers_customer p ON p.id = c.customer_id
WHERE extramile_words(e.text) @@ to_tsquery('simple', %s) AND e.type IN ('message', 'note')
  AND e.id < %s AND c.inbox_id = ANY(%s)
ORDER BY e.id DESC LIMIT %s
"""
_PEOPLE = """
SELECT p.id, p.name, p.email, p.phone, newest.id
FROM customers_customer p
CROSS JOIN LATERAL (
    SELECT c.id FROM desk_conversation c WHERE c.customer_id = p.id AND c.inbox_id = ANY(%s)
    ORDER BY c.last_at DESC LIMIT 1
) newest
WHERE extramile_words(p.name || ' ' || p.email || ' ' || p.phone) @@ to_tsquery('simple', %s)
ORDER BY p.id DESC LIMIT %s
"""
_LONGEST = 200


class Postgres:
    """Search in GIN indexes of word vectors."""

    @staticmethod
    def said(words: Sequence[str], inboxes: Collection[int], before: int | None, limit: int) -> list[tuple[Any, ...]]:
        """Rows of key, conversation, seq, type, by, author, customer, its name, at and marked snippet."""
        below = before if before is not None else 2**63 - 1
        with connection.cursor() as cursor:
            cursor.execute(_SAID, [_match(words), below, list(inboxes), limit])
            return [(*row[:9], snippet(row[9], words)) for row in cursor.fetchall()]

    @staticmethod
    def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
        """Rows of customer, name, email, phone and newest conversation."""
        with connection.cursor() as cursor:
            cursor.execute(_PEOPLE, [list(inboxes), _match(words), limit])
            return list(cursor.fetchall())


def _match(words: Sequence[str]) -> str:
    # Words are letters and digits only, and quoted: nothing in them is read as a query. PostgreSQL refuses long ones.
    return " & ".join(f"'{folded(word)[:_LONGEST]}'" + (":*" if len(word) > 1 else "") for word in words)
