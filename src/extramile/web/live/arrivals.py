"""Events of other processes. What somebody here wants of them is read in one batch, and heard like our own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError

from extramile.base import log
from extramile.base.live.broker import Hear
from extramile.customers.events import CustomerBlocked, CustomerChanged, PromiseDue
from extramile.desk.events import AccessChanged, Marked, Tallied, WebsiteChanged, Written
from extramile.desk.queries import crossed
from extramile.desk.queries.crossed import Asked, Found
from extramile.desk.shapes import Row
from extramile.people.events import AccessLost, AgentChanged, SignedOut
from extramile.web.live.connection import Closed
from extramile.web.live.house import House
from extramile.web.live.viewers import watchers
from extramile.web.live.visitor import topic

AS_THEY_ARE: dict[str, Callable[..., object]] = {
    one.__name__: one
    for one in (AccessChanged, AccessLost, AgentChanged, CustomerBlocked, CustomerChanged, PromiseDue, SignedOut)
}
READ = {one.__name__ for one in (Written, Marked, Tallied, WebsiteChanged)}
_AT_ONCE = 500
_MOST = 20_000
Told = Sequence[Any]
_log = structlog.get_logger()


class Arrivals:
    """While one batch is read the next one gathers, so that a read costs little for each event when there are many.

    `behind` is called when events are lost, since the database did not answer or too many were waiting.
    """

    def __init__(self, house: House, hear: Hear, *, behind: Callable[[], None]) -> None:
        self._house, self._hear, self._behind = house, hear, behind
        self._waiting: list[Told] = []
        self._reading: asyncio.Task[None] | None = None
        self._own_rows: dict[int, Row] = {}
        self._own_tallies: set[int] = set()

    def take(self, sender: str, told: Iterable[Told]) -> None:
        """Events by their names and ids, in the order in which another process published them."""
        inboxes = {inbox for desk in self._house.rows.desks for inbox in desk.inboxes}
        at_once = []
        for event in told:
            if event[0] in AS_THEY_ARE:
                at_once.append(AS_THEY_ARE[event[0]](*event[1:]))
            elif event[0] in READ and self._wanted(event, inboxes):
                self._waiting.append(event)
        self._hear(at_once)
        if len(self._waiting) > _MOST:
            self._lose("too many at once")
        if self._waiting and self._reading is None:
            self._reading = asyncio.get_running_loop().create_task(self._read())

    def _wanted(self, event: Told, inboxes: set[int]) -> bool:
        """Whether anybody here may hear of it. Who subscribes from now on finds it in the database."""
        match event:
            case ["Written", conversation, _, said, inbox, visitor]:
                listened = self._heard(watchers(conversation)) or (
                    said is not None and visitor and self._heard(topic(visitor))
                )
                return inbox in inboxes or bool(listened)
            case ["Marked", conversation, desk, visitor]:
                return self._heard(topic(visitor) if desk else watchers(conversation))
            case ["Tallied", inbox, _]:
                return inbox in inboxes
        return True

    def _heard(self, of: str) -> bool:
        return self._house.hub.heard(of)

    def own(self, happened: Iterable[object]) -> None:
        """This process's own events, which were heard already: what is being read now may be older."""
        if self._reading is not None:
            for event in happened:
                if isinstance(event, Written | Marked):
                    self._own_rows[event.row.conversation] = event.row
                elif isinstance(event, Tallied):
                    self._own_tallies.add(event.inbox)

    async def _read(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                self._own_rows, self._own_tallies = {}, set()
                found = await self._house.ask(crossed.read, _asked(batch))
                self._hear(list(self._made(batch, found)))
        except (DatabaseError, InterfaceError) as error:
            self._lose(log.reason_of(error))
        except Closed:
            self._waiting.clear()
        finally:
            self._reading = None

    def _lose(self, reason: str) -> None:
        _log.error("events_lost", events=len(self._waiting), reason=reason)
        self._waiting.clear()
        self._behind()

    def _made(self, batch: Iterable[Told], found: Found) -> Iterator[object]:
        counted: set[int] = set()
        # Two processes that wrote to one conversation may have told in another order than they wrote.
        for event in sorted(batch, key=_place):
            match event:
                case ["Written", conversation, seq, *_] if (conversation, seq) in found.entries:
                    yield Written(found.entries[conversation, seq], self._newest(found.rows[conversation]))
                case ["Marked", conversation, desk, _] if conversation in found.rows:
                    yield Marked(self._newest(found.rows[conversation]), desk)
                case ["Tallied", inbox, _] if inbox in self._own_tallies:
                    # Either may be the newer one.
                    self._waiting.append(event)
                case ["Tallied", inbox, _] if inbox not in counted:
                    counted.add(inbox)
                    yield Tallied(inbox, found.counts[inbox])
                case ["WebsiteChanged", website]:
                    yield WebsiteChanged(website, found.origins.get(website))

    def _newest(self, row: Row) -> Row:
        own = self._own_rows.get(row.conversation)
        return own if own is not None and own.age > row.age else row


def _place(event: Told) -> tuple[int, int]:
    return (event[1], event[2]) if event[0] == "Written" else (0, 0)


def _asked(batch: Iterable[Told]) -> Asked:
    asked = Asked()
    for event in batch:
        match event:
            case ["Written", conversation, seq, *_]:
                asked.entries.add((conversation, seq))
                asked.conversations.add(conversation)
            case ["Marked", conversation, *_]:
                asked.conversations.add(conversation)
            case ["Tallied", inbox, scopes]:
                asked.scopes.setdefault(inbox, set()).update(scopes)
            case ["WebsiteChanged", website]:
                asked.websites.add(website)
    return asked
