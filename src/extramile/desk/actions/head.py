"""Where a conversation is, while a transaction adds to its log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from extramile.base import clock, text
from extramile.base.ids import uuid7
from extramile.desk.models import By, Status, Type
from extramile.desk.shapes import EntryShape, Row

SAID = frozenset({Type.MESSAGE, Type.RESOLVED, Type.REOPENED})
Scope = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that is to be added to a conversation's log. `name` is the UUID its writer gave it, as text."""

    conversation: int
    name: str
    type: str
    by: str
    agent: int | None = None
    author: str = ""
    text: str = ""
    data: dict[str, Any] | None = None


class Head:
    """One conversation's row, held under its lock: gives out seq and said, and follows what each entry changes."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.before = row
        self.added: list[EntryShape] = []

    def change(self, **fields: Any) -> None:
        """Change columns of the conversation."""
        self.row = replace(self.row, **fields)

    def event(
        self, type: str, *, by: str = By.SYSTEM, agent: int | None = None, author: str = "", **data: Any
    ) -> EntryShape:
        """Add an event that the server itself names."""
        return self.add(Draft(self.row.conversation, str(uuid7()), type, by, agent, author, data=data))

    def add(self, draft: Draft) -> EntryShape:
        """Add a line to the log, with what follows from it: waking, reopening, and who is waiting for whom."""
        if draft.type == Type.MESSAGE:
            self._stir(draft)
        row = self.row
        seq = row.seq + 1
        said = row.said + 1 if draft.type in SAID else None
        at = clock.now()
        entry = EntryShape(
            row.conversation, seq, said, draft.name, draft.type, draft.by,
            draft.agent, draft.author, draft.text, draft.data, at,
        )  # fmt: skip
        self.added.append(entry)
        self.row = replace(row, seq=seq, said=said or row.said, **self._latest(draft, at))
        return entry

    def _stir(self, draft: Draft) -> None:
        row = self.row
        visitor = draft.by == By.VISITOR
        if row.status == Status.RESOLVED:
            self.change(status=Status.OPEN)
            why = {"why": "customer"} if visitor else {}
            self.event(Type.REOPENED, by=draft.by, agent=draft.agent, author=draft.author, **why)
        elif row.status == Status.SNOOZED and visitor:
            self.change(status=Status.OPEN, snoozed_until=None)
            self.event(Type.WOKEN, why="customer")
        if draft.by == By.AGENT and self.row.assignee is None and draft.agent is not None:
            # Who answers first holds the conversation; two who answer at once are ordered by the row's lock.
            self.change(assignee=draft.agent)
            self.event(
                Type.ASSIGNED, by=By.AGENT, agent=draft.agent, author=draft.author,
                **self.holders(agent_name=draft.author),
            )  # fmt: skip

    def holders(self, *, agent_name: str | None = None, team_name: str | None = None) -> dict[str, Any]:
        """Who holds the conversation now, as the data of an `assigned` entry."""
        return {
            "agent": self.row.assignee,
            "agent_name": agent_name,
            "team": self.row.team,
            "team_name": team_name,
        }

    def _latest(self, draft: Draft, at: datetime) -> dict[str, Any]:
        if draft.type != Type.MESSAGE:
            return {}
        visitor = draft.by == By.VISITOR
        return {
            "last_at": at,
            "last_by": draft.by,
            "last_agent": draft.agent,
            "last_text": text.line(draft.text, 160),
            "waiting_since": (self.row.waiting_since or at) if visitor else None,
        }

    def tallied(self) -> Counter[Scope]:
        """What this transaction changes in the kept counts."""
        change: Counter[Scope] = Counter()
        if _standing(self.before) != _standing(self.row):
            change.update(dict.fromkeys(scopes(self.row), 1))
            change.subtract(dict.fromkeys(scopes(self.before), 1))
        return change


def _standing(row: Row) -> tuple[int, str, int | None, int | None]:
    return row.inbox, row.status, row.assignee, row.team


def scopes(row: Row) -> list[Scope]:
    """The counts that a conversation is part of."""
    if row.seq == 0:
        return []
    holder = f"agent:{row.assignee}" if row.assignee else "none"
    named = ["any", holder] + ([f"team:{row.team}"] if row.team else [])
    return [(row.inbox, scope, row.status) for scope in named]
