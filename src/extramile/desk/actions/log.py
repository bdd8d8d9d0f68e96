"""Writing to conversations' logs, inside a transaction. The one place that gives out seq and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from extramile.base import clock, events, metrics
from extramile.base.ids import time_key
from extramile.desk.actions import sql
from extramile.desk.actions.head import Draft, Head, Scope
from extramile.desk.events import Tallied, Written
from extramile.desk.models import Tally, Type
from extramile.desk.shapes import EntryShape, Row


@dataclass(slots=True)
class Stored:
    """A line that is in the log, and where its conversation is since. `fresh` is false for a repeat of a known name."""

    entry: EntryShape
    row: Row
    fresh: bool


def lock(conversations: Iterable[int]) -> dict[int, Head]:
    """The heads of conversations, locked in order of id so that two writers never wait for each other in a circle."""
    wanted = set(conversations)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        rows = sql.heads(cursor, column="id", among=wanted)
    at = clock.now()
    return {row.conversation: Head(row, at) for row in rows}


def lock_public(public_ids: Iterable[str]) -> dict[str, Head]:
    """The same by the UUIDs that widgets made; those that are not there are left out."""
    wanted = {sql.digits(public_id) for public_id in public_ids}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        rows = sql.heads(cursor, column="public_id", among=wanted)
    at = clock.now()
    return {row.public_id: Head(row, at) for row in rows}


def in_order(conversations: Collection[int], public_ids: Collection[str]) -> None:
    """Lock what `lock` and `lock_public` are going to ask for, at once: one after the other they would make a circle
    with a process that asks for the same in another order."""
    if conversations and public_ids:
        with connection.cursor() as cursor:
            sql.in_order(cursor, conversations, public_ids)


def stopped(visitors: Iterable[str]) -> set[str]:
    """Those of these visitors who may not write for now."""
    wanted = set(visitors)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        return sql.stopped(cursor, wanted)


def write(heads: dict[int, Head], drafts: Sequence[Draft]) -> list[Stored]:
    """Add lines to locked conversations. A name that is there already is answered with what is there."""
    known = _known(drafts)
    stored = []
    for draft in drafts:
        key, head = (draft.conversation, draft.name), heads[draft.conversation]
        entry = known.get(key)
        fresh = entry is None
        if entry is None:
            entry = known[key] = head.add(draft)
        stored.append(Stored(entry, head.row, fresh))
    return stored


def _known(drafts: Sequence[Draft]) -> dict[tuple[int, str], EntryShape]:
    if not drafts:
        return {}
    names = {(draft.conversation, sql.digits(draft.name)) for draft in drafts}
    with connection.cursor() as cursor:
        return {(shape.conversation, shape.name): shape for shape in sql.known(cursor, names)}


def save(heads: Iterable[Head]) -> list[object]:
    """Store what was added and changed, and keep what is a fact; returns the events that follow, to be published after
    the commit."""
    changed = [head for head in heads if head.added or head.changed]
    if not changed:
        return []
    entries = [entry for head in changed for entry in head.added]
    keys = list(_keys(entries))
    texts = [(key, entry.text) for key, entry in zip(keys, entries, strict=True) if entry.type in _SEARCHED]
    with connection.cursor() as cursor:
        sql.insert_entries(cursor, keys, entries)
        sql.insert_texts(cursor, texts)
        sql.update_talks(cursor, [head.row for head in changed if not head.changed])
        sql.update_heads(cursor, [head.row for head in changed if head.changed])
    moved: Counter[Scope] = Counter()
    for head in changed:
        head.tally(moved)
        if head.facts:
            events.keep(*head.facts)
    transaction.on_commit(lambda: metrics.stored(entry.type for entry in entries))
    written: list[object] = [Written(entry, head.row) for head in changed for entry in head.added]
    return written + tally(moved)


def _keys(entries: Iterable[EntryShape]) -> Iterator[int]:
    # Those of one moment follow each other: tails drawn for each would meet now and then among hundreds.
    keys: dict[datetime, int] = {}
    for entry in entries:
        key = keys.get(entry.at)
        keys[entry.at] = key = time_key(entry.at) if key is None else key + 1
        yield key


_SEARCHED = frozenset({Type.MESSAGE.value, Type.NOTE.value})


def tally(change: Counter[Scope]) -> list[object]:
    """Change the kept counts; returns an event for each inbox whose counts changed."""
    rows = [(*scope, by) for scope, by in change.items() if by]
    if not rows:
        return []
    with connection.cursor() as cursor:
        sql.add_tallies(cursor, sorted(rows))
    touched: dict[int, set[str]] = {}
    for inbox, scope, _ in change:
        touched.setdefault(inbox, set()).add(scope)
    told: list[object] = []
    for inbox, scopes in touched.items():
        counts = Tally.objects.filter(inbox=inbox, scope__in=scopes).values_list("scope", "status", "n")
        told.append(Tallied(inbox, tuple(counts)))
    return told
