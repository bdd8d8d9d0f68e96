"""What is found for a query, as the viewer may see it: newest first, a page at a time."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from django.db import connection

from extramile.base import clock, text
from extramile.base.ids import moment_of
from extramile.desk.access import inboxes_of
from extramile.desk.queries.search import postgres, sqlite
from extramile.desk.queries.search.asked import Asked
from extramile.desk.queries.search.marks import Marks, Parts, words_in
from extramile.desk.queries.search.sources import Everything, OfTalks
from extramile.desk.queries.search.walk import Source, walk
from extramile.desk.queries.search.wanted import MOST_CUSTOMERS, Wanted, wanted
from extramile.people.models import Agent

PAGE = 20
_PEOPLE = 6
_AT_ONCE = 2
_PATIENCE = 2.0
# Pages share a few threads: searches may hold two of them, so that the desk's own pages always get one.
_gate = threading.BoundedSemaphore(_AT_ONCE)


class Busy(Exception):
    """More searches at once than there is room for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message or note. `snippet` is its text around the words in parts: (text, is it a hit)."""

    key: int
    conversation: int
    seq: int
    type: str
    by: str
    author: str
    customer: int
    customer_name: str
    at: datetime
    snippet: Parts

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


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found.

    `rest` is the key before which the next page begins, None at the end. `back_to` is how far back was looked, when
    the page was not full by then. `unclear` are filters that nothing here answers to, as they were written; `many` says
    that a name fits more people than are looked at.
    """

    said: Sequence[Said] = ()
    people: Sequence[Person] = ()
    rest: int | None = None
    back_to: datetime | None = None
    unclear: Sequence[tuple[str, str]] = ()
    many: bool = False


def found(asked: Asked, viewer: Agent, *, before: int | None = None) -> Found:
    """Look for what was asked below the key `before`; on the first page also for customers. Raises Busy and TooLong."""
    inboxes = inboxes_of(viewer)
    if asked.empty or not inboxes:
        return Found(unclear=tuple(asked.unclear))
    with _turn(), _backend().bounded():
        named = _named(asked)
        wish = wanted(asked, viewer, inboxes, named)
        people = _people(asked, inboxes) if before is None and not asked.filtered else []
        if wish.nothing:
            return Found(people=people, unclear=tuple(wish.unclear))
        below = wish.below if before is None else min(before, wish.below)
        done = walk(_source(wish), below, PAGE + 1)
    said = _shaped(asked, done.rows[:PAGE])
    full = len(done.rows) > PAGE
    return Found(
        said=said,
        people=people,
        rest=said[-1].key if full else done.reached,
        back_to=None if full or done.reached is None else moment_of(done.reached),
        unclear=tuple(wish.unclear),
        many=named is not None and len(named) >= MOST_CUSTOMERS,
    )


def customers(said: str) -> list[int]:
    """The newest MOST_CUSTOMERS customers whose names or contacts hold the words. Raises Busy."""
    words = words_in(said)
    if not words:
        return []
    with _turn(), _backend().bounded():
        return list(_backend().named(words, MOST_CUSTOMERS))


def _source(wish: Wanted) -> Source:
    if wish.talks is not None:
        return OfTalks(wish, wish.talks)
    if wish.asked.words or wish.asked.phrases:
        source: Source = _backend().Words(wish)
        return source
    return Everything(wish)


def _named(asked: Asked) -> list[int] | None:
    if not asked.people:
        return None
    found: dict[int, None] = {}
    for name in asked.people:
        words = words_in(name)
        found |= dict.fromkeys(_backend().named(words, MOST_CUSTOMERS) if words else [])
    return list(found)


def _people(asked: Asked, inboxes: Collection[int]) -> list[Person]:
    spoken = asked.spoken
    return [Person(*row) for row in _backend().people(spoken, inboxes, _PEOPLE)] if spoken else []


def _shaped(asked: Asked, rows: Sequence[tuple[Any, ...]]) -> list[Said]:
    marks = Marks(asked.words, whole=[word for phrase in asked.phrases for word in phrase], inside=asked.inside)
    return [Said(*(*row[:8], clock.stored(row[8]), marks.snippet(row[9]))) for row in rows]


@contextmanager
def _turn() -> Iterator[None]:
    if not _gate.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _gate.release()


_BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def _backend() -> Any:
    return _BACKENDS[connection.vendor]
