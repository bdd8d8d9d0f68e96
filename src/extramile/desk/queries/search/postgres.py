"""How PostgreSQL searches: a GIN index over each text's words and the spans of time it falls into.

The index gives hits in no order, so spans are asked for from the newest, more of them with each step.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from extramile.desk.models import Entry
from extramile.desk.queries.search import often
from extramile.desk.queries.search.filters import COLUMNS, JOINS, filters, marks
from extramile.desk.queries.search.marks import folded
from extramile.desk.queries.search.wanted import Wanted

# As in the index (desk migration 0003): a key shifted by so many bits.
_SHORT, _LONG = 47, 52
_MOST_SHORT = 40
_LOOKED_AT = 2_000
_LONGEST = 200
# Entries of a conversation; entries of the rarest word, and hits, that are read in a few milliseconds.
_ENTRIES = 5
_SHORTEST, _HITS = 30_000, 3_000
_SETTINGS = {
    "statement_timeout": "'500ms'", "jit": "off", "enable_seqscan": "off", "enable_hashjoin": "off",
    "enable_mergejoin": "off", "max_parallel_workers_per_gather": "0",
}  # fmt: skip
_ENTRY = "extramile_words(e.text) || extramile_spans(e.id)"
_CUSTOMER = "extramile_words(p.name || ' ' || p.email || ' ' || p.phone)"
_PEOPLE = f"""
SELECT p.id, p.name, p.email, p.phone, newest.id
FROM (SELECT p.id FROM customers_customer p WHERE {_CUSTOMER} @@ to_tsquery('simple', %s)
      ORDER BY p.id DESC LIMIT %s) found
JOIN customers_customer p ON p.id = found.id
CROSS JOIN LATERAL (
    SELECT c.id FROM desk_conversation c WHERE c.customer_id = p.id AND c.inbox_id IN ({{inboxes}})
    ORDER BY c.last_at DESC LIMIT 1
) newest
ORDER BY p.id DESC LIMIT %s
"""  # noqa: S608


@contextmanager
def bounded() -> Iterator[None]:
    """For as long as it is entered no statement may take long, and hits are joined in their order, one by one.

    Settings of the session, since a transaction would keep the writers of this process waiting for its end.
    """
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET {name} = {value}" for name, value in _SETTINGS.items()))
        try:
            yield
        finally:
            cursor.execute("; ".join(f"RESET {name}" for name in _SETTINGS))


class Words:
    """Entries that hold words, from the newest."""

    def __init__(self, wanted: Wanted) -> None:
        sample = often.entries.sample()
        self._match = match(wanted.asked.words, wanted.asked.phrases, sample)
        words = [*wanted.asked.words, *(word for phrase in wanted.asked.phrases for word in phrase)]
        self._at_once = _few([sample.share(folded(word)) for word in words], sample.conversations * _ENTRIES)
        self._where = filters(wanted)
        known = Entry.objects.aggregate(Min("pk"), Max("pk"))
        self._first = max(wanted.floor, known["pk__min"] or 0)
        self._newest = known["pk__max"] or 0

    def floor(self, below: int, size: int) -> int | None:
        """One, four, sixteen… short spans of time further back; all the way when there are few hits."""
        if self._at_once:
            return None
        reached = ((min(below, self._newest + 1) >> _SHORT) - 4**size + 1) << _SHORT
        return reached if reached > self._first else None

    def rows(self, below: int, floor: int | None, limit: int) -> list[tuple[Any, ...]]:
        """What is wanted of them."""
        lowest = self._first if floor is None else floor
        below = min(below, self._newest + 1)
        if lowest >= below:
            return []
        spans = "" if self._at_once else " && %s::tsquery"
        # In order before they are joined: of a common word there are thousands, and a page needs a few.
        hits = (
            f"WITH all_hits AS MATERIALIZED (SELECT e.id FROM desk_entry e WHERE ({_ENTRY}) "  # noqa: S608
            f"@@ (to_tsquery('simple', %s){spans}) AND e.type IN ('message', 'note')), "
            "hits AS (SELECT id FROM all_hits WHERE id < %s AND id >= %s ORDER BY id DESC OFFSET 0) "
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"{hits} SELECT {COLUMNS} FROM hits JOIN desk_entry e ON e.id = hits.id "  # noqa: S608
                f"{JOINS.format(join='JOIN')} WHERE {self._where} ORDER BY hits.id DESC LIMIT %s",
                [self._match, *([_spans(lowest, below)] if spans else []), below, lowest, *self._where.values, limit],
            )
            return list(cursor.fetchall())


def _few(shares: Sequence[float], entries: int) -> bool:
    """Whether the index can give every hit at once: spans of time spare it the most, and cost more than they spare."""
    return bool(entries) and min(shares) * entries < _SHORTEST and math.prod(shares) * entries < _HITS


def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
    """Rows of customer, name, email, phone and newest conversation, of the newest 2,000 that hold the words."""
    looked_for = match(words, [], often.customers.sample())
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE.format(inboxes=marks(inboxes)), [looked_for, _LOOKED_AT, *inboxes, limit])
        return list(cursor.fetchall())


def named(words: Sequence[str], limit: int) -> list[int]:
    """The newest customers whose names or contacts hold the words."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id FROM customers_customer p WHERE {_CUSTOMER} @@ to_tsquery('simple', %s) "  # noqa: S608
            "ORDER BY p.id DESC LIMIT %s",
            [match(words, [], often.customers.sample()), limit],
        )
        return [key for (key,) in cursor.fetchall()]


def match(words: Sequence[str], phrases: Sequence[Sequence[str]], sample: often.Sample) -> str:
    """A text query. Words are letters and digits only, and quoted: nothing in them is read as a query."""
    looked_for = ["(" + " <-> ".join(map(_quoted, phrase)) + ")" for phrase in phrases]
    for word in words:
        instead = sample.instead(folded(word))
        looked_for.append("(" + " | ".join(map(_quoted, instead)) + ")" if instead else _quoted(word) + ":*")
    return " & ".join(looked_for)


def _quoted(word: str) -> str:
    # PostgreSQL refuses longer ones.
    return f"'{folded(word)[:_LONGEST]}'"


def _spans(lowest: int, below: int) -> str:
    """Every span that touches a range of keys, as a text query: short ones if they are few."""
    last = below - 1
    first, final = lowest >> _SHORT, last >> _SHORT
    if final - first < _MOST_SHORT:
        return " | ".join(f"'~{span}'" for span in range(first, final + 1))
    return " | ".join(f"'~~{span}'" for span in range(lowest >> _LONG, (last >> _LONG) + 1))
