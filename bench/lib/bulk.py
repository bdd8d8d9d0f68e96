"""A company with years behind it, as rows: customers, conversations, what was said in them, tags and kept counts."""

from __future__ import annotations

import random
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate

from bench.lib.words import LEFT, RIGHT, SECRET, Texts

# To be changed with what is drawn here, so that what was made before is made anew.
EDITION = "2"
AGENTS, TEAMS, TAGS = 60, 6, 40
# The last two are open to their teams alone, and one of them has a word that stands nowhere else.
INBOXES = ("Shop", "Returns", "Wholesale", "Club", "Legal", "Press")
_SHARES = list(accumulate((0.55, 0.2, 0.1, 0.08, 0.05, 0.02)))
_YEARS = 3 * 365 * 86_400
_FIRST_NAMES = ("Ada", "Tomas", "Linh", "Marek", "Noor", "Ines", "Otto", "Yuki", "Sam", "Rosa", "Femi", "Anna")
_MEET = 5
Row = tuple[object, ...]


@dataclass(frozen=True)
class Talk:
    """One conversation with all that hangs on it, as tuples in the order of the columns below."""

    row: Row
    entries: list[Row]
    tags: list[int]


CUSTOMER = ("id", "name", "email", "phone", "place", "since")
CONVERSATION = (
    "id", "public_id", "inbox_id", "customer_id", "visitor", "status", "assignee_id", "team_id", "snoozed_until",
    "seq", "said", "desk_delivered", "desk_seen", "visitor_delivered", "visitor_seen", "opened_at", "waiting_since",
    "last_at", "last_by", "last_agent", "last_text",
)  # fmt: skip
ENTRY = ("id", "conversation_id", "seq", "said", "name", "type", "by", "agent", "author", "text", "at")


@dataclass
class Company:
    """Draws the rows. `agents`, `teams` and `inboxes` are keys that are in the database already."""

    conversations: int
    agents: list[int]
    teams: list[int]
    inboxes: list[int]
    tags: list[int]
    now: float = field(default_factory=time.time)
    tallies: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    messages: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.conversations)
        self._texts = Texts(self.conversations)
        self.customers = max(1, int(self.conversations * 0.4))

    def people(self, first: int) -> Iterator[Row]:
        """Customers; three of five left an address."""
        drawn = self._random
        for number in range(self.customers):
            name = f"{drawn.choice(_FIRST_NAMES)} {self._texts.word(int(drawn.random() ** 2 * 30_000)).title()}"
            email = f"{name.lower().replace(' ', '.')}{number}@example.org" if drawn.random() < 0.6 else ""
            phone = f"+49 30 {drawn.randrange(10**7):07}" if drawn.random() < 0.2 else ""
            yield first + number, name, email, phone, "", moment(self.now - _YEARS + number / self.customers * _YEARS)

    def talks(self, first: int, first_customer: int) -> Iterator[Talk]:
        """Conversations in the order in which they began, over three years."""
        for number in range(self.conversations):
            began = self.now - _YEARS * (1 - number / self.conversations) - 3600
            yield self._talk(first + number, number, began, first_customer)

    def _talk(self, key: int, number: int, began: float, first_customer: int) -> Talk:
        drawn = self._random
        inbox = bisect(_SHARES, drawn.random() * _SHARES[-1] * 0.999999)
        customer = first_customer + int(drawn.random() ** 2 * self.customers)
        status = self._status(number / self.conversations)
        assignee = None if drawn.random() < (0.3 if status == "open" else 0.03) else drawn.choice(self.agents)
        team = drawn.choice(self.teams) if drawn.random() < 0.4 else None
        planted = self._planted(number, inbox)
        entries = _Log(key, began, self.now, drawn, assignee or drawn.choice(self.agents))
        for _ in range(1 + min(60, int(drawn.expovariate(1 / 4.55)))):
            self.messages += 1
            entries.speak(self._texts.text(*(planted if drawn.random() < 0.5 else ())))
        if status == "resolved":
            entries.event("resolved")
        for scope in ("any", f"agent:{assignee}" if assignee else "none", *([f"team:{team}"] if team else [])):
            self.tallies[self.inboxes[inbox], scope, status] += 1
        standing = (status, assignee, team, moment(self.now + 86_400) if status == "snoozed" else None)
        row = (key, uuid(drawn), self.inboxes[inbox], customer, uuid(drawn), *standing, *entries.head(status))
        tags = [int(drawn.random() ** 3 * TAGS) for _ in range(2)] if drawn.random() < 0.3 else []
        return Talk(row, entries.rows, [self.tags[tag] for tag in dict.fromkeys(tags)])

    def _status(self, age: float) -> str:
        chance = self._random.random()
        if chance < (0.7 if age > 0.98 else 0.006):
            return "open"
        return "snoozed" if chance > (0.96 if age > 0.9 else 0.999) else "resolved"

    def _planted(self, number: int, inbox: int) -> tuple[str, ...]:
        if number % max(1, self.conversations // _MEET) == self.conversations // _MEET // 2:
            return LEFT, RIGHT
        apart = (LEFT if number % 2 else RIGHT,) if self._random.random() < 0.5 else ()
        return (*apart, SECRET) if inbox == len(INBOXES) - 1 else apart


class _Log:
    """The entries of one conversation, minutes apart."""

    def __init__(self, key: int, began: float, now: float, drawn: random.Random, agent: int) -> None:
        self._key, self._at, self._now, self._drawn, self._agent = key, began, now, drawn, agent
        self.rows: list[Row] = []
        self._began = began
        self._said, self._seq, self._by, self._text = 0, 0, "visitor", ""
        self._waits: float | None = None

    def speak(self, text: str) -> None:
        """The visitor first; then either, or a note now and then."""
        chance = self._drawn.random()
        by = "visitor" if not self.rows or chance < 0.48 else "agent"
        note = bool(self.rows) and chance > 0.95
        self._pass()
        self._add("note" if note else "message", by, text, said=not note)
        if not note:
            self._by, self._text = by, text
            self._waits = (self._waits or self._at) if by == "visitor" else None

    def event(self, type: str) -> None:
        """What an agent did."""
        self._pass()
        self._add(type, "agent", "", said=type == "resolved")

    def head(self, status: str) -> Row:
        """The conversation's own columns from `seq` on."""
        waits = moment(self._waits) if status == "open" and self._waits else None
        agent = self._agent if self._by == "agent" else None
        said = self._said
        last = (moment(self._at), self._by, agent, self._text[:160])
        return (self._seq, said, said, said, said, said, moment(self._began), waits, *last)

    def _pass(self) -> None:
        self._at = min(self._now, self._at + self._drawn.expovariate(1 / 240))

    def _add(self, type: str, by: str, text: str, *, said: bool) -> None:
        self._seq += 1
        self._said += said
        agent, author = (self._agent, f"Agent {self._agent}") if by == "agent" else (None, "Visitor")
        key = (int(self._at * 1000) << 20) | self._drawn.getrandbits(20)
        # As browsers name them: by time.
        name = f"{int(self._at * 1000):012x}7{uuid(self._drawn)[13:]}"
        row = (key, self._key, self._seq, self._said if said else None, name, type, by, agent, author, text)
        self.rows.append((*row, moment(self._at)))


def moment(seconds: float) -> str:
    """Seconds of Unix time as both databases read them, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(" ", "milliseconds")[:23]


def uuid(drawn: random.Random) -> str:
    """A UUID in 32 digits."""
    return f"{drawn.getrandbits(128):032x}"
