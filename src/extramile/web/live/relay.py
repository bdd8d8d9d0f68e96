"""From what was committed to what is on people's screens. `wiring` says which event comes to which of these."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any

import structlog
from django.db import DatabaseError

from extramile.base.clock import now, stamp
from extramile.base.log import reason_of
from extramile.customers.events import CustomerBlocked, CustomerChanged, PromiseDue
from extramile.customers.queries.identity import visitors_of
from extramile.desk.events import RATED, AccessChanged, Marked, Tallied, WebsiteChanged, Written
from extramile.desk.queries import promises, resume
from extramile.desk.queries.tallies import own_scope, tallies_for
from extramile.desk.shapes import Row
from extramile.people.events import AccessLost, AgentChanged, SignedOut
from extramile.web.live import admit, frames
from extramile.web.live.desk import DeskConnection, plain, seen
from extramile.web.live.house import House
from extramile.web.live.presence import Person
from extramile.web.live.said import desk_entry, rated, visitor_entry
from extramile.web.live.viewers import watchers
from extramile.web.live.visitor import VisitorConnection, topic

BEAT = 30.0
_AT_ONCE = 400
_HERE_PAUSE = 2.0
_log = structlog.get_logger()


class Relay:
    """Turns events into frames for those who may have them. Runs on the event loop."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._tasks: set[asyncio.Task[None]] = set()
        self._here_waiting = False
        self._asking: dict[int, bool] = {}

    def written(self, event: Written) -> None:
        """An entry: to the visitor's tabs if they may see it, to the desks that show it, and to the inbox."""
        entry, row, house = event.entry, event.row, self.house
        if entry.type == RATED and row.visitor:
            _tell(house.hub.listeners(topic(row.visitor)), rated(entry, row.public_id))
        if entry.said is not None and row.visitor:
            widgets = house.hub.listeners(topic(row.visitor))
            if widgets:
                frame = visitor_entry(entry, row.public_id)
                for widget in widgets:
                    if isinstance(widget, VisitorConnection):
                        widget.mine[row.public_id] = row.conversation
                        widget.tell(frame, row.conversation, entry.said)
                if entry.by != "visitor":
                    house.marks.note(row.conversation, desk=False, delivered=entry.said)
        desks, reached = house.hub.listeners(watchers(row.conversation)), False
        if desks:
            frame = desk_entry(entry)
            for desk in desks:
                if isinstance(desk, DeskConnection) and row.inbox in desk.inboxes:
                    reached = True
                    desk.tell(frame, row.conversation, entry.seq)
        if entry.said is not None and entry.by == "visitor" and (reached or self._reaches_desks(row.inbox)):
            house.marks.note(row.conversation, desk=True, delivered=entry.said)
        house.rows.changed(row)

    def _reaches_desks(self, inbox: int) -> bool:
        return any(inbox in desk.inboxes for desk in self.house.rows.desks)

    def marked(self, event: Marked) -> None:
        """How far one side has received and seen, for the other."""
        row, hub = event.row, self.house.hub
        if event.desk and row.visitor and hub.heard(topic(row.visitor)):
            read = {"delivered": row.desk_delivered, "seen": row.desk_seen}
            frame = frames.make("visitor", "mark", conversation=row.public_id, **read)
            _tell(hub.listeners(topic(row.visitor)), frame)
        if not event.desk and hub.heard(watchers(row.conversation)):
            read = {"delivered": row.visitor_delivered, "seen": row.visitor_seen}
            frame = frames.make("desk", "mark", conversation=row.conversation, **read)
            self._tell_desks(row, frame)

    def tallied(self, event: Tallied) -> None:
        """New counts; an agent's own go to that agent alone."""
        for desk in self.house.rows.desks:
            if event.inbox not in desk.inboxes:
                continue
            scopes: dict[str, dict[str, int]] = {}
            for scope, status, n in event.counts:
                named = own_scope(scope, desk.agent)
                if named:
                    scopes.setdefault(named, {})[status] = n
            if scopes:
                desk.tell(frames.make("desk", "tallies", tallies={str(event.inbox): scopes}))

    def signed_out(self, event: SignedOut) -> None:
        """A browser signed out: its connections close."""
        self.revoke([desk for desk in self._desks_of(event.agent) if desk.session == event.session], None)

    def access_lost(self, event: AccessLost) -> None:
        """What an agent may do was taken back: they have to be admitted anew."""
        self.revoke(
            [desk for desk in self._desks_of(event.agent) if desk.session != event.keep], None if event.gone else 1
        )
        self.agent_changed(AgentChanged(event.agent))

    def revoke(self, desks: Iterable[DeskConnection], retry: float | None) -> None:
        """Close desks whose agents have to come in anew, or not at all when `retry` is None."""
        for desk in desks:
            self._later(desk.close("revoked", "You are signed out here.", retry=retry))

    def agent_changed(self, event: AgentChanged) -> None:
        """What others see of an agent, or what the agent may see, is asked anew."""
        if self._desks_of(event.agent) or self.house.presence.knows(event.agent):
            self._ask_anew(event.agent)

    def access_changed(self, event: AccessChanged) -> None:
        """Who may see which inbox has changed: for everybody, since teams cross."""
        present = {person.id for person in self.house.presence.people()}
        for agent in present | {desk.agent for desk in self.house.rows.desks}:
            self._ask_anew(agent)

    def customer_changed(self, event: CustomerChanged) -> None:
        """The panel beside a conversation is to be fetched again, and the inbox shows the new name."""
        self._later(self._renew_customer(event.customer))

    def customer_blocked(self, event: CustomerBlocked) -> None:
        """A blocked customer's widgets close."""
        self._later(self._close_customer(event.customer))

    def promise_due(self, event: PromiseDue) -> None:
        """A promise is due, soon or now, or was handed over: its holder hears of it, and nobody else."""
        if self._desks_of(event.agent):
            self._later(self._remind(event))

    def website_changed(self, event: WebsiteChanged) -> None:
        """Widgets on pages that may not show the chat any more close; who is just coming in is told at its hello."""
        for one in (*self.house.entering, *self.house.connections):
            if not isinstance(one, VisitorConnection):
                continue
            if not one.website:
                one.moved[event.website] = event.origins
            elif one.website == event.website and not one.may_be_on(event.origins):
                self._later(one.close("refused", "This website does not show the chat any more."))

    def presence_changed(self, person: Person) -> None:
        """Colleagues hear at once; visitors in a moment, so that a busy morning does not flood thousands of them."""
        frame = frames.make("desk", "presence", agents=[seen(person)])
        for desk in self.house.rows.desks:
            desk.tell(frame)
        if not self._here_waiting:
            self._here_waiting = True
            self._later(self._tell_here())

    async def _tell_here(self) -> None:
        await asyncio.sleep(_HERE_PAUSE)
        self._here_waiting = False
        everybody = tuple(self.house.connections)
        for start in range(0, len(everybody), _AT_ONCE):
            made: dict[int, str] = {}
            for widget in everybody[start : start + _AT_ONCE]:
                if isinstance(widget, VisitorConnection) and widget.inbox:
                    if widget.inbox not in made:
                        agents = self.house.presence.serving(widget.inbox)
                        made[widget.inbox] = frames.make("visitor", "here", agents=agents)
                    widget.tell(made[widget.inbox])
            # What agents and visitors say to each other comes before the rest of thousands.
            await asyncio.sleep(0)

    async def beat(self) -> None:
        """Every 30 s, for ever: alive, and how far each open conversation is in the database."""
        while True:
            await asyncio.sleep(BEAT)
            everybody = tuple(self.house.connections)
            for start in range(0, len(everybody), _AT_ONCE):
                await self.beat_once(everybody[start : start + _AT_ONCE])

    async def beat_once(self, connections: Sequence[Any]) -> None:
        """Tell these how far each conversation is that they have open."""
        wanted: set[int] = set()
        for one in connections:
            wanted.update(one.mine.values() if isinstance(one, VisitorConnection) else one.watched)
        heads = await self._heads(wanted) if wanted else {}
        at = stamp(now())
        for one in connections:
            if isinstance(one, DeskConnection):
                reached = {str(number): heads[number][0] for number in one.watched if number in heads}
            else:
                reached = {name: heads[number][1] for name, number in one.mine.items() if number in heads}
            one.give("beat", at=at, heads=reached)

    async def _heads(self, wanted: set[int]) -> dict[int, tuple[int, int]]:
        try:
            return await self.house.ask(resume.heads, wanted)
        except DatabaseError as error:
            # The disk will be well again. Who heard no beat would take the connection for dead, and all come anew.
            _log.error("heads_unknown", reason=reason_of(error))
            return {}

    def _desks_of(self, agent: int) -> list[DeskConnection]:
        return [desk for desk in self.house.rows.desks if desk.agent == agent]

    def _ask_anew(self, agent: int) -> None:
        # Two answers at once could arrive in the wrong order, and leave an agent with what they saw before.
        self._asking[agent] = agent in self._asking
        if not self._asking[agent]:
            self._later(self._renew_until_still(agent))

    async def _renew_until_still(self, agent: int) -> None:
        try:
            await self._renew(agent)
        finally:
            again = self._asking.pop(agent)
            if again:
                self._ask_anew(agent)

    async def _renew(self, agent: int) -> None:
        person = await self.house.ask(admit.person_by_id, agent)
        desks = self._desks_of(agent)
        if person is None:
            self.revoke(desks, None)
            return
        self.house.presence.update(person)
        if not desks:
            return
        tallies = await self.house.ask(tallies_for, agent, person.inboxes)
        # Whose sight has shrunk comes in anew, since what is on that screen may not be theirs any more.
        self.revoke([desk for desk in desks if desk.inboxes - person.inboxes], 1)
        for desk in desks:
            desk.renew(person)
            desk.tell(frames.make("desk", "tallies", tallies=plain(tallies)))

    async def _renew_customer(self, customer: int) -> None:
        for row in await self.house.ask(resume.rows_of_customer, customer):
            self.house.rows.changed(row)
            self._tell_desks(row, frames.make("desk", "customer", conversation=row.conversation))

    async def _remind(self, event: PromiseDue) -> None:
        owed = await self.house.ask(promises.held_by, event.agent, event.promise)
        if owed is None:
            return
        frame = frames.make(
            "desk", "promise", promise=owed.id, why=event.why, what=owed.what, due=stamp(owed.due),
            conversation=owed.conversation, customer=owed.customer, name=owed.customer_name,
        )  # fmt: skip
        _tell(self._desks_of(event.agent), frame)

    async def _close_customer(self, customer: int) -> None:
        self.close_visitors(await self.house.ask(visitors_of, customer))

    def close_visitors(self, visitors: Iterable[str]) -> None:
        """The widgets of blocked visitors close."""
        for visitor in visitors:
            for widget in self.house.hub.listeners(topic(visitor)):
                if isinstance(widget, VisitorConnection):
                    self._later(widget.close("refused", "This chat is closed."))

    def _tell_desks(self, row: Row, frame: str) -> None:
        for desk in self.house.hub.listeners(watchers(row.conversation)):
            # Who only asked to watch it may be told yet that it is not theirs to see.
            if isinstance(desk, DeskConnection) and row.inbox in desk.inboxes:
                desk.tell(frame)

    def _later(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _tell(listeners: Any, frame: str) -> None:
    for one in listeners:
        one.tell(frame)
