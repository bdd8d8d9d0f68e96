"""Writing to conversations' logs, inside a transaction. The one place that gives out seq and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from extramile.base.ids import time_key
from extramile.desk.actions import sql
from extramile.desk.actions.head import Draft, Head, Scope
from extramile.desk.columns import ENTRY, ROW, entry_of, row_of
from extramile.desk.events import Tallied, Written
from extramile.desk.models import Conversation, Entry, Tally, Type
from extramile.desk.shapes import EntryShape, Row


@dataclass(frozen=True, slots=True)
class Stored:
    """A line that is in the log, and where its conversation is since. `fresh` is false for a repeat of a known name."""

    entry: EntryShape
    row: Row
    fresh: bool


def lock(conversations: Iterable[int]) -> dict[int, Head]:
    """The heads of conversations, locked in order of id so that two writers never wait for each other in a circle."""
    found = (
        Conversation.objects.select_for_update(of=("self",))
        .filter(pk__in=set(conversations))
        .order_by("pk")
        .values_list(*ROW)
    )
    return {head.row.conversation: head for head in (Head(row_of(values)) for values in found)}


def write(heads: dict[int, Head], drafts: Sequence[Draft]) -> list[Stored]:
    """Add lines to locked conversations. A name that is there already is answered with what is there."""
    known = _known(drafts)
    stored = []
    for draft in drafts:
        key = (draft.conversation, draft.name)
        entry = known.get(key)
        fresh = entry is None
        if entry is None:
            entry = known[key] = heads[draft.conversation].add(draft)
        stored.append((entry, fresh))
    return [Stored(entry, heads[entry.conversation].row, fresh) for entry, fresh in stored]


def _known(drafts: Sequence[Draft]) -> dict[tuple[int, str], EntryShape]:
    found = Entry.objects.filter(
        conversation_id__in={draft.conversation for draft in drafts},
        name__in={draft.name for draft in drafts},
    )
    shapes = (entry_of(values) for values in found.values_list(*ENTRY))
    return {(shape.conversation, shape.name): shape for shape in shapes}


def save(heads: Iterable[Head]) -> list[object]:
    """Store what was added and changed; returns the events that follow, to be published after the commit."""
    changed = [head for head in heads if head.added or head.row != head.before]
    if not changed:
        return []
    entries = [entry for head in changed for entry in head.added]
    with connection.cursor() as cursor:
        if entries:
            keys = [time_key(entry.at) for entry in entries]
            cursor.executemany(
                sql.ENTRY, [sql.entry_values(key, entry) for key, entry in zip(keys, entries, strict=True)]
            )
            said = [(key, entry.text) for key, entry in zip(keys, entries, strict=True) if entry.type in _SEARCHED]
            sql.index(cursor, said)
        cursor.executemany(sql.HEAD, [sql.head_values(head.row) for head in changed])
    moved: Counter[Scope] = Counter()
    for head in changed:
        moved.update(head.tallied())
    written: list[object] = [Written(entry, head.row) for head in changed for entry in head.added]
    return written + tally(moved)


_SEARCHED = frozenset({Type.MESSAGE, Type.NOTE})


def tally(change: Counter[Scope]) -> list[object]:
    """Change the kept counts; returns an event for each inbox whose counts changed."""
    rows = [(*scope, by) for scope, by in change.items() if by]
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.executemany(sql.TALLY, sorted(rows))
    touched: dict[int, set[str]] = {}
    for inbox, scope, _ in change:
        touched.setdefault(inbox, set()).add(scope)
    told: list[object] = []
    for inbox, scopes in touched.items():
        counts = Tally.objects.filter(inbox=inbox, scope__in=scopes).values_list("scope", "status", "n")
        told.append(Tallied(inbox, tuple(counts)))
    return told
