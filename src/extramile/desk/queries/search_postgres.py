"""How PostgreSQL searches: a GIN index over each text's words, newest first by key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from extramile.desk.queries.search_marks import CLOSE, OPEN

_SAID = """
SELECT e.id, e.conversation_id, e.seq, e.type, e.by, e.author, p.name, e.at,
       ts_headline('simple', e.text, q.query, %s)
FROM (SELECT to_tsquery('simple', %s) AS query) q
CROSS JOIN LATERAL (
    SELECT n.* FROM desk_entry n JOIN desk_conversation c ON c.id = n.conversation_id
    WHERE extramile_words(n.text) @@ q.query AND n.type IN ('message', 'note')
      AND n.id < %s AND c.inbox_id = ANY(%s)
    ORDER BY n.id DESC LIMIT %s
) e
JOIN desk_conversation d ON d.id = e.conversation_id
JOIN customers_customer p ON p.id = d.customer_id
ORDER BY e.id DESC
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
_HEADLINE = f'StartSel="{OPEN}", StopSel="{CLOSE}", MaxWords=18, MinWords=8, MaxFragments=1, FragmentDelimiter="…"'


_ACCENTS = re.compile("[\u0300-\u036f]")


class Postgres:
    """Search in GIN indexes of word vectors."""

    @staticmethod
    def said(words: Sequence[str], inboxes: Collection[int], before: int | None, limit: int) -> list[tuple[Any, ...]]:
        """Rows of key, conversation, seq, type, by, author, customer, at and marked snippet."""
        below = before if before is not None else 2**63 - 1
        with connection.cursor() as cursor:
            cursor.execute(_SAID, [_HEADLINE, _match(words), below, list(inboxes), limit])
            return list(cursor.fetchall())

    @staticmethod
    def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
        """Rows of customer, name, email, phone and newest conversation."""
        with connection.cursor() as cursor:
            cursor.execute(_PEOPLE, [list(inboxes), _match(words), limit])
            return list(cursor.fetchall())


def _match(words: Sequence[str]) -> str:
    # Words are letters and digits only, and quoted: nothing in them is read as a query.
    plain = (_ACCENTS.sub("", unicodedata.normalize("NFKD", word)) for word in words)
    return " & ".join(f"'{word}'" + (":*" if len(word) > 1 else "") for word in plain)
