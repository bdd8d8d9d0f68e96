"""Nothing of a conversation reaches an agent between the asking for it and the refusal."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db import OperationalError

from extramile.base import clock
from extramile.desk.events import Marked, Written
from extramile.desk.shapes import EntryShape, Row
from extramile.web.live.admit import Admitted
from extramile.web.live.desk import DeskConnection
from extramile.web.live.house import House
from extramile.web.live.presence import Person
from extramile.web.live.relay import Relay
from extramile.web.live.viewers import tell_viewers, watchers
from extramile.web.live.visitor import VisitorConnection

HIDDEN, INBOX, CUSTOMER = 7, 2, 5
VISITOR = "00000000-0000-7000-8000-000000000001"


class Told(DeskConnection):
    """A desk without a socket; `got` is all that it was told."""

    def __init__(self, house: House, agent: int, *inboxes: int) -> None:
        self.got: list[dict[str, Any]] = []
        person = Person(agent, f"Agent {agent}", "A", "agent", "here", frozenset(inboxes))
        super().__init__(self._got, house, Admitted(person, "x"))
        house.rows.desks.add(self)

    async def _got(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.got += [orjson.loads(line) for line in message["text"].split("\n")]


def _row() -> Row:
    now = clock.now()
    return Row(
        HIDDEN, VISITOR, VISITOR, "website", INBOX, CUSTOMER, "Tomás", "open", None, None, None, None, now, "visitor",
        None, "Hello", 1, 1, 0, 0, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize("failing", [False, True])
async def test_a_stranger_hears_the_refusal_alone(monkeypatch: pytest.MonkeyPatch, failing: bool) -> None:
    house = House(settings.CONFIG, presence_changed=lambda person: None)
    relay = Relay(house)
    colleague, stranger = Told(house, 1, INBOX), Told(house, 2)
    colleague.watched.add(HIDDEN)
    house.hub.subscribe(watchers(HIDDEN), colleague)
    visitor = VisitorConnection(stranger._got, house, address="", origin="", own_origin=True)
    visitor.mine[VISITOR] = HIDDEN

    async def rows(*_: Any, **__: Any) -> list[Row]:
        return [_row()]

    async def busy(*_: Any, **__: Any) -> None:
        """All that can happen to a conversation happens while the database is asked."""
        entry = EntryShape(HIDDEN, 1, 1, VISITOR, "message", "visitor", None, "Tomás", "Hello", None, clock.now())
        relay.written(Written(entry, _row()))
        relay.marked(Marked(_row(), False))
        await visitor._one(orjson.dumps({"kind": "typing", "conversation": VISITOR, "on": True}).decode())
        await colleague._one(orjson.dumps({"kind": "typing", "conversation": HIDDEN, "on": True}).decode())
        monkeypatch.setattr(house, "ask", rows)
        await relay._renew_customer(CUSTOMER)
        tell_viewers(house, HIDDEN)
        if failing:
            raise OperationalError("locked")

    monkeypatch.setattr(house, "ask", busy)
    await stranger._one(orjson.dumps({"kind": "watch", "conversation": HIDDEN, "seq": 0}).decode())
    await asyncio.sleep(0.02)
    assert [(one["kind"], one["code"]) for one in stranger.got] == [
        ("error", "unavailable" if failing else "not_yours")
    ]
    assert list(house.hub.listeners(watchers(HIDDEN))) == [colleague]
    viewers = [one["agents"] for one in colleague.got if one["kind"] == "viewers"]
    assert [agent["id"] for agents in viewers for agent in agents] == [1]
    assert {"entry", "mark", "typing", "customer"} <= {one["kind"] for one in colleague.got}
