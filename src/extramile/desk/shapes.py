"""What crosses rooms about a conversation: plain values that need no database to be read or rendered.

Nobody changes one that was handed over. They are not frozen, because a frozen one of this size takes five times as
long to make, and every message makes several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from extramile.base import text
from extramile.base.clock import stamp

CHANGED_FOR = timedelta(hours=1)


@dataclass(slots=True)
class EntryShape:
    """One committed line of a conversation's log. `name` is the UUID its writer gave it, as text."""

    conversation: int
    seq: int
    said: int | None
    name: str
    type: str
    by: str
    agent: int | None
    author: str
    text: str
    data: dict[str, Any] | None
    at: datetime

    @property
    def initials(self) -> str:
        """One or two letters for the author's avatar."""
        return text.initials(self.author)


@dataclass(frozen=True, slots=True)
class RatingShape:
    """What a customer said of a conversation that was resolved at a `said`, and for the last time at `changed`."""

    resolved: int
    stars: int
    comment: str
    recommend: int | None
    may_share: bool | None
    asks: bool
    at: datetime
    changed: datetime

    @property
    def data(self) -> dict[str, Any]:
        """All but the comment, as the data of a `rated` entry, with the moment until which it may be changed."""
        return {
            "resolved": self.resolved, "stars": self.stars, "recommend": self.recommend, "may_share": self.may_share,
            "asks": self.asks, "until": stamp(self.at + CHANGED_FOR),
        }  # fmt: skip


@dataclass(slots=True)
class Row:
    """Where a conversation is now: a line of the inbox, and all that the live path needs to know of it."""

    conversation: int
    public_id: str
    visitor: str | None
    channel: str
    inbox: int
    customer: int
    customer_name: str
    status: str
    assignee: int | None
    team: int | None
    waiting_since: datetime | None
    snoozed_until: datetime | None
    last_at: datetime
    last_by: str
    last_agent: int | None
    last_text: str
    seq: int
    said: int
    desk_delivered: int
    desk_seen: int
    visitor_delivered: int
    visitor_seen: int

    @property
    def initials(self) -> str:
        """One or two letters for the customer's avatar."""
        return text.initials(self.customer_name)

    @property
    def unread(self) -> bool:
        """Whether the customer said something last that nobody has seen."""
        return self.last_by == "visitor" and self.desk_seen < self.said

    @property
    def age(self) -> int:
        """Grows with all changes but those of the customer's name: the newer of two rows of a conversation has more."""
        return self.seq + self.said + self.desk_delivered + self.desk_seen + self.visitor_delivered + self.visitor_seen

    def copy(self) -> Row:
        """Another one with the same values, for whoever is going to change it."""
        return Row(*_values(self))


_values = attrgetter(*Row.__slots__)
