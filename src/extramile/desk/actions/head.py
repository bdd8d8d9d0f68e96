"""Where a conversation is, while a transaction adds to its log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from extramile.base import text
from extramile.base.ids import uuid7
from extramile.desk.access import agent_seeing, team_serving
from extramile.desk.actions import facts
from extramile.desk.models import By, Status, Type
from extramile.desk.shapes import EntryShape, Row

# As plain text: a member of an enumeration costs as much to compare and to store as ten of these.
MESSAGE, NOTE, VISITOR, AGENT = Type.MESSAGE.value, Type.NOTE.value, By.VISITOR.value, By.AGENT.value
OPEN, SNOOZED, RESOLVED = Status.OPEN.value, Status.SNOOZED.value, Status.RESOLVED.value
SAID = frozenset({MESSAGE, Type.RESOLVED.value, Type.REOPENED.value})
Scope = tuple[int, str, str]


@dataclass(slots=True)
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
    """One conversation's row, held under its lock: gives out seq and said, and follows what each entry changes.

    `at` is the moment of everything that is added: that of the lock. `facts` is what has to be kept with it.
    """

    __slots__ = ("_before", "added", "at", "changed", "facts", "row")

    def __init__(self, row: Row, at: datetime) -> None:
        self.row = row
        self.at = at
        self.added: list[EntryShape] = []
        self.facts: list[object] = []
        self.changed = False
        # As what it is counted now; most messages change nothing of it, and it is not asked.
        self._before = None if row.seq else _standing(row)

    def change(self, **fields: Any) -> None:
        """Change columns of the conversation."""
        for name, value in fields.items():
            if getattr(self.row, name) != value:
                self._before = self._before or _standing(self.row)
                setattr(self.row, name, value)
                self.changed = True

    def event(
        self, type: str, data: dict[str, Any], *, by: str = By.SYSTEM, agent: int | None = None, author: str = ""
    ) -> EntryShape:
        """Add an event that the server itself names."""
        entry = self.add(Draft(self.row.conversation, str(uuid7()), type, by, agent, author, data=data))
        if type == Type.RESOLVED:
            self.facts += facts.resolved(self)
        elif type == Type.REOPENED and by == AGENT:
            self.facts += facts.reopened(self)
        return entry

    def add(self, draft: Draft) -> EntryShape:
        """Add a line to the log, with what follows from it: waking, reopening, and who is waiting for whom."""
        row, at = self.row, self.at
        resolved = row.status == RESOLVED
        if draft.type == MESSAGE and (row.status != OPEN or draft.by == AGENT):
            self._stir(draft)
        row.seq += 1
        said = None
        if draft.type in SAID:
            said = row.said = row.said + 1
        entry = EntryShape(
            row.conversation, row.seq, said, draft.name, draft.type, draft.by,
            draft.agent, draft.author, draft.text, draft.data, at,
        )  # fmt: skip
        self.added.append(entry)
        if draft.type == MESSAGE:
            if draft.by == AGENT:
                if facts.worth_a_look(row, draft.agent, at):
                    self.facts += facts.answered(self, entry)
            elif resolved:
                self.facts += facts.came_back(self)
            self._latest(draft, at)
        return entry

    def _stir(self, draft: Draft) -> None:
        row = self.row
        visitor = draft.by == VISITOR
        if row.status == RESOLVED:
            self.change(status=OPEN)
            why = {"why": "customer"} if visitor else {}
            self.event(Type.REOPENED, why, by=draft.by, agent=draft.agent, author=draft.author)
            self.release()
        elif row.status == SNOOZED and visitor:
            self.change(status=OPEN, snoozed_until=None)
            self.event(Type.WOKEN, {"why": "customer"})
        if draft.by == AGENT and row.assignee is None and draft.agent is not None:
            # Who answers first holds the conversation; two who answer at once are ordered by the row's lock.
            self.change(assignee=draft.agent)
            holders = self.holders(agent_name=draft.author)
            self.event(Type.ASSIGNED, holders, by=AGENT, agent=draft.agent, author=draft.author)

    def release(self) -> None:
        """Take a conversation that is reopened from whoever left, or may not see it any more, meanwhile."""
        row = self.row
        agent = agent_seeing(row.assignee, row.inbox) if row.assignee is not None else None
        team = team_serving(row.team, row.inbox) if row.team is not None else None
        still = (agent.pk if agent else None, team.pk if team else None)
        if still != (row.assignee, row.team):
            self.change(assignee=still[0], team=still[1])
            names = {"agent_name": agent.name if agent else None, "team_name": team.name if team else None}
            self.event(Type.ASSIGNED, self.holders(**names))

    def holders(self, *, agent_name: str | None = None, team_name: str | None = None) -> dict[str, Any]:
        """Who holds the conversation now, as the data of an `assigned` entry."""
        return {
            "agent": self.row.assignee,
            "agent_name": agent_name,
            "team": self.row.team,
            "team_name": team_name,
        }

    def _latest(self, draft: Draft, at: datetime) -> None:
        row = self.row
        row.last_at, row.last_by = at, draft.by
        if draft.agent is not None:
            row.last_agent = draft.agent
        row.last_text = text.line(draft.text, 160)
        row.waiting_since = (row.waiting_since or at) if draft.by == VISITOR else None

    def tally(self, change: Counter[Scope]) -> None:
        """Add what this transaction changes in the kept counts."""
        if self._before is None:
            return
        after = _standing(self.row)
        if after != self._before:
            change.update(_scopes(after))
            change.subtract(_scopes(self._before))


_Standing = tuple[int, str, int | None, int | None, bool]


def _standing(row: Row) -> _Standing:
    return row.inbox, row.status, row.assignee, row.team, row.seq > 0


def _scopes(standing: _Standing) -> list[Scope]:
    """The counts that a conversation with this standing is part of; none before its first entry."""
    inbox, status, assignee, team, begun = standing
    if not begun:
        return []
    named = ["any", f"agent:{assignee}" if assignee else "none"] + ([f"team:{team}"] if team else [])
    return [(inbox, scope, status) for scope in named]
