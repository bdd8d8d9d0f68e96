"""What a process does that cannot hear the others, or has not heard them for a while: it asks the database.

Clients come back to what they missed by the heads they are told, as after a lost connection of their own. What events
would have said is asked anew for everybody who is connected: may they still be here, and see what they see?
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice

import structlog
from django.db import DatabaseError, InterfaceError

from extramile.base import clock, log
from extramile.base.live import broker
from extramile.base.live.broker import State
from extramile.desk.events import Marked, Tallied, WebsiteChanged
from extramile.desk.queries import catchup
from extramile.web.live import admit
from extramile.web.live.admit import Admitted
from extramile.web.live.connection import Closed
from extramile.web.live.desk import DeskConnection
from extramile.web.live.house import House
from extramile.web.live.relay import Relay
from extramile.web.live.visitor import VisitorConnection

EVERY = 3.0
_PAUSE = 1.0
_AT_ONCE = 400
# Clocks of several machines differ, a transaction that began earlier may be committed later, and it takes 20 s to find
# out that a line is dead which nobody closed.
_MARGIN = timedelta(seconds=60)
_log = structlog.get_logger()


class CatchUp:
    """Looks every 3 s while the others cannot be heard, and once after `behind`."""

    def __init__(self, house: House, relay: Relay) -> None:
        self._house, self._relay = house, relay
        self._woken = asyncio.Event()
        self._since = clock.now()
        self._missed: datetime | None = None
        self._ages: dict[int, int] = {}
        self._told: dict[int, int] = {}

    def behind(self, since: datetime | None = None) -> None:
        """Something may have been missed: just now, or since a moment."""
        if since is not None:
            self._missed = min(since, self._missed or since)
        self._woken.set()

    async def run(self) -> None:
        """For ever."""
        while True:
            woken = await self._woken_within(EVERY)
            if woken or broker.current().state is State.AWAY:
                await self._try()
                await asyncio.sleep(_PAUSE)
            else:
                self._since = clock.now()
                self._ages.clear()
                self._told.clear()

    async def _woken_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    async def _try(self) -> None:
        # Whoever is behind while this looks is looked for the next time.
        now, since, self._missed = clock.now(), min(self._since, self._missed or self._since), None
        try:
            await self._look(since)
            self._since = now
        except (DatabaseError, InterfaceError) as error:
            _log.error("catch_up_waits", reason=log.reason_of(error))
            self.behind(since)
        except Closed:
            # The process ends.
            return
        except Exception:
            _log.exception("catch_up_failed")

    async def _look(self, since: datetime) -> None:
        """Whether people may still be here comes first: it must not wait for what they are told."""
        await self._admissions()
        await self._visitors()
        connections = iter(tuple(self._house.connections))
        while part := list(islice(connections, _AT_ONCE)):
            await self._conversations(part)
        await self._rows(since - _MARGIN)
        await self.counts()

    async def _admissions(self) -> None:
        house, relay = self._house, self._relay
        desks = [desk for desk in house.rows.desks if not desk.closing]
        agains = {desk.session: desk.again for desk in desks}
        found = dict(zip(agains, await house.ask(_admitted, list(agains.values())), strict=True))
        for desk in desks:
            admitted = found[desk.session]
            if admitted is None:
                relay.revoke([desk], None)
            elif desk.inboxes - admitted.person.inboxes or desk.who != admitted.person.role:
                relay.revoke([desk], 1)
            else:
                desk.renew(admitted.person)
        for person in await house.ask(admit.people_by_id, [person.id for person in house.presence.people()]):
            house.presence.update(person)

    async def _visitors(self) -> None:
        house, relay = self._house, self._relay
        widgets = [one for one in house.connections if isinstance(one, VisitorConnection)]
        visitors = iter({widget.visitor for widget in widgets})
        while part := list(islice(visitors, _AT_ONCE)):
            relay.close_visitors(await house.ask(catchup.blocked, part))
        origins = await house.ask(catchup.origins)
        for website in {widget.website for widget in widgets}:
            relay.website_changed(WebsiteChanged(website, origins.get(website)))

    async def _conversations(self, connections: Sequence[object]) -> None:
        """Those who have a conversation open that has moved are told how far it is, and how far it was read."""
        house = self._house
        wanted = {number for one in connections for number in _open(one)}
        if not wanted:
            return
        ages = await house.ask(catchup.ages, wanted)
        moved = {number for number, age in ages.items() if self._ages.get(number) != age}
        self._ages |= ages
        behind = [one for one in connections if moved & set(_open(one))]
        await self._relay.beat_once(behind)
        for row in await house.ask(catchup.rows, moved) if moved else ():
            self._relay.marked(Marked(row, desk=True))
            self._relay.marked(Marked(row, desk=False))

    async def _rows(self, since: datetime) -> None:
        if not self._house.rows.desks:
            return
        found = await self._house.ask(catchup.changed_since, since)
        for row in found:
            if self._told.get(row.conversation) != row.age:
                self._house.rows.changed(row)
        self._told = {row.conversation: row.age for row in found}

    async def counts(self) -> None:
        """Every desk is told the counts anew."""
        if self._house.rows.desks:
            for inbox, counted in (await self._house.ask(catchup.counts)).items():
                self._relay.tallied(Tallied(inbox, counted))


def _admitted(agains: Sequence[Callable[[], Admitted | None]]) -> list[Admitted | None]:
    return [again() for again in agains]


def _open(one: object) -> set[int]:
    if isinstance(one, DeskConnection):
        return one.watched
    return {number for number in one.mine.values() if number} if isinstance(one, VisitorConnection) else set()
