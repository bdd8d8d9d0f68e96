"""This process among the others of the install: what it hears from them, and what it tells them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError

from extramile.base import log
from extramile.base.live import broker
from extramile.base.live.broker import CONNECTED, EVENTS, MISSED, Hear, State
from extramile.web.live import admit
from extramile.web.live.arrivals import Arrivals
from extramile.web.live.catchup import CatchUp
from extramile.web.live.connection import Closed
from extramile.web.live.elsewhere import ASK, GONE, HERE
from extramile.web.live.house import House
from extramile.web.live.relay import BEAT, Relay
from extramile.web.live.typing import TYPING, typed_elsewhere

_log = structlog.get_logger()


class Fleet:
    """Starts and ends with the process. Alone it only listens to itself."""

    def __init__(self, house: House, relay: Relay) -> None:
        self._house, self._relay = house, relay
        self._catch_up = CatchUp(house, relay)
        self._connected_before = False
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, hear: Hear) -> None:
        """Hear this process's events, and the others'."""
        loop, carrier = asyncio.get_running_loop(), broker.current()
        if carrier.state is State.ALONE:
            carrier.listen(loop, hear)
            return
        arrivals = Arrivals(self._house, hear, behind=self._catch_up.behind)
        elsewhere = self._house.elsewhere

        def own(happened: Sequence[object]) -> None:
            hear(happened)
            arrivals.own(happened)

        carrier.on(CONNECTED, self._connected)
        carrier.on(EVENTS, arrivals.take)
        carrier.on(MISSED, lambda sender, body: self._catch_up.behind(_moment(body)))
        carrier.on(TYPING, lambda sender, body: typed_elsewhere(self._house, body))
        carrier.on(ASK, lambda sender, body: elsewhere.tell(to=sender))
        carrier.on(GONE, lambda sender, body: elsewhere.forget(sender))
        carrier.on(HERE, self._here)
        carrier.listen(loop, own)
        self._tasks = {loop.create_task(one) for one in (self._catch_up.run(), elsewhere.run(), self._counts())}

    async def stop(self) -> None:
        """Say goodbye."""
        for task in self._tasks:
            task.cancel()
        broker.current().send(GONE, None)
        await broker.current().close()

    def _connected(self, sender: str, body: Any) -> None:
        if self._connected_before:
            # What was published meanwhile is lost, to this process and from it.
            broker.current().send(MISSED, body)
            self._catch_up.behind(_moment(body))
        self._connected_before = True
        self._house.elsewhere.connected()

    def _here(self, sender: str, told: dict[str, Any]) -> None:
        unknown = self._house.elsewhere.heard(sender, told)
        if unknown:
            task = asyncio.get_running_loop().create_task(self._meet(unknown))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _meet(self, agents: frozenset[int]) -> None:
        # What cannot be read now is asked again when that process tells the next time.
        with suppress(Closed, DatabaseError, InterfaceError):
            for person in await self._house.ask(admit.people_by_id, agents):
                # Who was changed while this was asked is known by now, and what was read here may be older.
                if self._house.presence.person(person.id) is None:
                    self._house.presence.update(person)
            self._house.elsewhere.met(agents)

    async def _counts(self) -> None:
        """Two processes may count at the same moment, and be heard in the other order: every 30 s all is told anew."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._catch_up.counts()
            except (Closed, DatabaseError, InterfaceError) as error:
                _log.error("counts_unknown", reason=log.reason_of(error))


def _moment(body: Any) -> datetime | None:
    return datetime.fromisoformat(body) if isinstance(body, str) else None
