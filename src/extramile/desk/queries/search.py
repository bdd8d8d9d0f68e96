"""Full-text search over what was said and noted, and over customers. The one door to it, whatever the database."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from extramile.base import text
from extramile.desk.queries import search_postgres, search_sqlite
from extramile.desk.queries.search_marks import CLOSE, OPEN

PAGE = 20
_CUSTOMERS = 6
_MOST_WORDS = 8
_WORD = re.compile(r"\w+")
_HIT = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A message or note that holds the words. `snippet` is its text around them in parts: (text, is it a hit)."""

    key: int
    conversation: int
    seq: int
    type: str
    by: str
    author: str
    customer: int
    customer_name: str
    at: datetime
    snippet: Sequence[tuple[str, bool]]

    @property
    def initials(self) -> str:
        """One or two letters for the customer's avatar."""
        return text.initials(self.customer_name)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer whose name or contacts hold the words, and the newest conversation with them."""

    customer: int
    name: str
    email: str
    phone: str
    conversation: int

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return text.initials(self.name or self.email)


def words_of(query: str) -> list[str]:
    """The words to look for; none when the query holds no letter or digit."""
    return _WORD.findall(query)[:_MOST_WORDS]


def said(query: str, inboxes: Collection[int], *, before: int | None = None) -> tuple[Sequence[Said], int | None]:
    """Entries of these inboxes that hold every word, newest first, and the key before which the next page begins."""
    words = words_of(query)
    if not words or not inboxes:
        return [], None
    rows = _backend().said(words, inboxes, before, PAGE + 1)
    found = [_shape(*row) for row in rows[:PAGE]]
    return found, found[-1].key if len(rows) > PAGE else None


def people(query: str, inboxes: Collection[int]) -> Sequence[Person]:
    """Customers with a conversation in these inboxes whose name, email or phone hold every word: the six newest."""
    words = words_of(query)
    if not words or not inboxes:
        return []
    return [Person(*row) for row in _backend().people(words, inboxes, _CUSTOMERS)]


def _shape(*row: Any) -> Said:
    *columns, marked = row
    return Said(*(*columns, _parts(marked)))


class _Backend(Protocol):
    """How one database searches."""

    @staticmethod
    def said(words: Sequence[str], inboxes: Collection[int], before: int | None, limit: int) -> list[tuple[Any, ...]]:
        """Rows of key, conversation, seq, type, by, author, customer, its name, at and marked snippet, newest first."""

    @staticmethod
    def people(words: Sequence[str], inboxes: Collection[int], limit: int) -> list[tuple[Any, ...]]:
        """Rows of customer, name, email, phone and newest conversation."""


_BACKENDS: dict[str, type[_Backend]] = {"sqlite": search_sqlite.Sqlite, "postgresql": search_postgres.Postgres}


def _backend() -> type[_Backend]:
    return _BACKENDS[connection.vendor]


def _parts(marked: str) -> list[tuple[str, bool]]:
    # re.split with one group gives plain and hit text in turn.
    return [(part, at % 2 == 1) for at, part in enumerate(_HIT.split(marked)) if part]
