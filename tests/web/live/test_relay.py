"""What the relay does when the database is late, away, or says something else than before."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError

from extramile.desk.events import WebsiteChanged
from extramile.desk.models import Website
from extramile.desk.queries.hellos import Arrived, Arriving
from extramile.people.events import AgentChanged
from extramile.web.live import admit
from extramile.web.live.connection import Closed
from extramile.web.live.hellos import Answer
from extramile.web.live.house import House
from extramile.web.live.presence import Person
from extramile.web.live.relay import Relay
from extramile.web.live.visitor import VisitorConnection
from tests.web.live.test_secrecy import Told


@pytest.fixture
def house() -> House:
    return House(settings.CONFIG, presence_changed=lambda person: None)


async def test_an_older_answer_never_lands_last(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    relay, desk, asked = Relay(house), Told(house, 1, 1), 0

    async def slow_at_first(question: Any, *_: Any) -> Any:
        nonlocal asked
        if question is not admit.person_by_id:
            return {}
        asked += 1
        mine = asked
        await asyncio.sleep(0.05 if mine == 1 else 0.01)
        return Person(1, f"Name {mine}", "N", "agent", "here", frozenset({1}))

    monkeypatch.setattr(house, "ask", slow_at_first)
    for _ in range(3):
        relay.agent_changed(AgentChanged(1))
        await asyncio.sleep(0.005)
    await asyncio.sleep(0.15)
    assert (desk.name, asked) == ("Name 2", 2)
    relay.agent_changed(AgentChanged(1))
    await asyncio.sleep(0.05)
    assert desk.name == "Name 3"


async def test_a_beat_without_heads_while_the_database_is_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Told(house, 1, 1)
    desk.watched.add(5)

    async def away(*_: Any) -> None:
        raise OperationalError("locked")

    monkeypatch.setattr(house, "ask", away)
    await Relay(house).beat_once((desk,))
    await asyncio.sleep(0.02)
    assert [(one["kind"], one["heads"]) for one in desk.got] == [("beat", {})]


@pytest.mark.parametrize(("origins", "closed"), [(("https://a.example",), [2]), (None, [1, 2, 3])])
async def test_a_website_that_is_gone_or_has_an_address_less(
    house: House, origins: tuple[str, ...] | None, closed: list[int]
) -> None:
    said: dict[int, list[str]] = {}

    def widget(number: int, origin: str, website: int = 4) -> None:
        async def send(message: Any) -> None:
            said.setdefault(number, []).append(message.get("text") or str(message["code"]))

        made = VisitorConnection(send, house, address="", origin=origin, own_origin=not origin)
        made.website = website
        house.connections.add(made)

    widget(1, "https://a.example")
    widget(2, "https://b.example")
    widget(3, "")
    widget(4, "https://b.example", website=9)
    Relay(house).website_changed(WebsiteChanged(4, origins))
    await asyncio.sleep(0.05)
    assert sorted(said) == closed
    assert all('"refused"' in texts[0] and texts[-1] == "4403" for texts in said.values())


@pytest.mark.parametrize(
    ("origins", "in_time"), [(("https://b.example",), True), (None, True), (("https://a.example",), False)]
)
async def test_a_website_that_changes_while_a_newcomer_is_let_in(
    house: House, monkeypatch: pytest.MonkeyPatch, origins: tuple[str, ...] | None, in_time: bool
) -> None:
    """What the newcomer's answer was read from may be older than the change."""
    relay, said = Relay(house), []

    async def send(message: Any) -> None:
        said.append(message)

    async def read_before(asked: Arriving) -> Answer:
        relay.website_changed(WebsiteChanged(4, origins))
        return Answer(Arrived(Website(pk=4, origins=["https://a.example"], inbox_id=1)), "Northfold")

    monkeypatch.setattr(house, "arrive", read_before)
    newcomer = VisitorConnection(send, house, address="", origin="https://a.example", own_origin=False)
    house.entering.add(newcomer)
    coming = newcomer.hello({"kind": "hello", "key": "site", "token": None})
    if in_time:
        with pytest.raises(Closed, match="refused"):
            await coming
    else:
        await coming
