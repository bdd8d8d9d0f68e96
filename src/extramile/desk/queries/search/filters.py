"""The columns of what is found, and what a query's filters are in SQL: the same on either database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from extramile.desk.queries.search.wanted import Wanted

COLUMNS = "e.id, e.conversation_id, e.seq, e.type, e.by, e.author, p.id, p.name, e.at, e.text"
_TAGGED = "EXISTS (SELECT 1 FROM desk_conversation_tags t WHERE t.conversation_id = c.id"
JOINS = """
    {join} desk_conversation c ON c.id = e.conversation_id
    {join} customers_customer p ON p.id = c.customer_id
"""


class Where:
    """Conditions joined by AND, with their values."""

    def __init__(self) -> None:
        self._all: list[str] = []
        self.values: list[Any] = []

    def add(self, sql: str, *values: Any) -> None:
        """Add a condition."""
        self._all.append(sql)
        self.values += values

    def among(self, column: str, keys: Collection[Any]) -> None:
        """Add that a column is one of these."""
        self.add(f"{column} IN ({marks(keys)})", *keys)

    def __str__(self) -> str:
        return " AND ".join(self._all)


def marks(values: Collection[Any]) -> str:
    """A placeholder for each value; one that nothing equals for none."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def narrowing(wanted: Wanted) -> bool:
    """Whether the filters leave out any of the entries that hold the words."""
    asked = wanted.asked
    return not wanted.every_inbox or asked.filtered or bool(asked.inside)


def filters(wanted: Wanted) -> Where:
    """What must hold of an entry `e` in a conversation `c`, but for its words and the range of its key."""
    where, asked = Where(), wanted.asked
    _of_entry(where, "e", wanted)
    if not wanted.every_inbox:
        where.among("c.inbox_id", wanted.inboxes)
    if asked.states:
        where.among("c.status", sorted(asked.states))
    for tags in wanted.tags:
        where.add(f"{_TAGGED} AND t.tag_id IN ({marks(tags)}))", *tags)
    for part in asked.inside:
        escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        where.add(r"e.text LIKE %s ESCAPE '\'", f"%{escaped}%")
    if not asked.spoken:
        _newest(where, wanted)
    return where


def _of_entry(where: Where, entry: str, wanted: Wanted) -> None:
    types = ["note"] if wanted.asked.notes else ["message", "note"]
    where.among(f"{entry}.type", types)
    if wanted.agents is not None or wanted.customers is not None:
        customers, agents = wanted.customers or [], wanted.agents or []
        visitor = f"{entry}.by = 'visitor' AND c.customer_id IN ({marks(customers)})"
        where.add(f"(({visitor}) OR {entry}.agent IN ({marks(agents)}))", *customers, *agents)


def _newest(where: Where, wanted: Wanted) -> None:
    """Without words every entry of a conversation would be found: the newest of each stands for it."""
    later = Where()
    later.add("n.conversation_id = e.conversation_id AND n.seq > e.seq AND n.id < %s", wanted.below)
    _of_entry(later, "n", wanted)
    where.add(f"NOT EXISTS (SELECT 1 FROM desk_entry n WHERE {later})", *later.values)  # noqa: S608
