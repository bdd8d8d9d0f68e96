"""Events of other processes: each can travel and come back, and nothing old is told after something new."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db import OperationalError

from extramile.base import clock
from extramile.base.live.shout import ids
from extramile.customers.events import CustomerBlocked, CustomerChanged, PromiseDue
from extramile.desk.events import AccessChanged, Marked, Tallied, WebsiteChanged, Written
from extramile.desk.queries.crossed import Found
from extramile.desk.shapes import EntryShape, Row
from extramile.people.events import AccessLost, AgentChanged, SignedOut
from extramile.web.live.arrivals import AS_THEY_ARE, READ, Arrivals
from extramile.web.live.house import House
from extramile.web.live.relay import Relay
from extramile.wiring import wires
from tests.web.live.test_secrecy import Told

VISITOR = "019b0000-0000-7000-8000-000000000001"
NOW = clock.now()
ROW = Row(
    5, VISITOR, VISITOR, "website", 1, 2, "Tomás", "open", None, None, None, None, NOW, "visitor", None, "A secret", 3,
    3, 0, 0, 0, 0,
)  # fmt: skip
ENTRY = EntryShape(5, 3, 3, VISITOR, "message", "visitor", None, "Tomás", "A secret", None, NOW)
ALL = [
    Written(ENTRY, ROW), Marked(ROW, True), Tallied(1, (("any", "open", 3), ("agent:4", "open", 1))),
    SignedOut(1, "abc"), AccessLost(1, "abc", True), AgentChanged(1), AccessChanged(),
    WebsiteChanged(1, ("https://shop.example",)), CustomerChanged(2), CustomerBlocked(2),
    PromiseDue(3, 1, "soon"),
]  # fmt: skip


@pytest.fixture
def house() -> House:
    return House(settings.CONFIG, presence_changed=lambda person: None)


def travelled(*happened: object) -> list[Any]:
    return orjson.loads(orjson.dumps([ids(event) for event in happened]))  # type: ignore[no-any-return]


def test_each_event_can_travel(house: House) -> None:
    wired = wires(Relay(house)).keys()
    assert wired == {type(event) for event in ALL}
    assert {event.__name__ for event in wired} == AS_THEY_ARE.keys() | READ
    for event in travelled(*ALL):
        if event[0] in AS_THEY_ARE:
            assert AS_THEY_ARE[event[0]](*event[1:]) in ALL


def test_no_texts_and_no_names_travel() -> None:
    said = orjson.dumps(travelled(*ALL)).decode()
    assert not any(word in said for word in ("secret", "Tom", "shop.example"))


async def test_what_nobody_here_listens_to_is_not_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(*_: Any) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(house, "ask", ask)
    Told(house, 1, 7)
    arrivals = Arrivals(house, lambda happened: None, behind=lambda: None)
    arrivals.take("b", travelled(*(event for event in ALL if not isinstance(event, WebsiteChanged))))
    await asyncio.sleep(0)
    assert arrivals._reading is None


async def test_a_row_that_was_read_before_our_own_write_is_not_told_after_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    Told(house, 1, 1)
    heard: list[Any] = []
    arrivals = Arrivals(house, heard.extend, behind=lambda: None)
    newer, asked = replace(ROW, seq=4, said=4, last_text="Newer"), 0

    async def slow(*_: Any) -> Found:
        nonlocal asked
        asked += 1
        if asked == 1:
            arrivals.own([Written(replace(ENTRY, seq=4, said=4), newer), Tallied(1, (("any", "open", 4),))])
        return Found({(5, 3): ENTRY}, {5: ROW}, {1: (("any", "open", 3 + asked),)}, {})

    monkeypatch.setattr(house, "ask", slow)
    arrivals.take("b", travelled(Written(ENTRY, ROW), Tallied(1, (("any", "open", 3),))))
    while arrivals._reading:
        await asyncio.sleep(0)
    assert heard == [Written(ENTRY, newer), Tallied(1, (("any", "open", 5),))]


async def test_a_database_that_does_not_answer_puts_us_behind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(house, "ask", away)
    Told(house, 1, 1)
    behind: list[bool] = []
    heard: list[object] = []
    arrivals = Arrivals(house, heard.extend, behind=lambda: behind.append(True))
    arrivals.take("b", travelled(Written(ENTRY, ROW), SignedOut(1, "abc")))
    await asyncio.sleep(0.01)
    assert (behind, heard, arrivals._reading) == ([True], [SignedOut(1, "abc")], None)
