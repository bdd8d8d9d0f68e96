"""A visitor with one process and the agent with another: all that the two say and see of each other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from httpx import AsyncClient

from extramile.demo import northfold
from tests.scale.conftest import Fleet, Visit
from tests.web.live.conftest import House
from tests.web.live.talk import Talk, new

Begin = Callable[..., Awaitable[tuple[Talk, str, int]]]


async def opened(desk: Visit, at: House, number: int, name: str = "Maya Reyes") -> Talk:
    """An agent's desk that has a conversation on its screen."""
    talk = await desk(at, name, watch=[{"conversation": number, "seq": 0}])
    await talk.hears("resumed", conversation=number)
    return talk


def seen(talk: Talk, kind: str) -> set[str]:
    """The names in the newest frame of that kind."""
    return {one["name"] for one in talk.all(kind)[-1]["agents"]} if talk.all(kind) else set()


async def test_messages_cross_and_notes_stay(houses: list[House], begin: Begin, desk: Visit) -> None:
    here, there = houses
    visitor, conversation, number = await begin(here)
    maya = await opened(desk, there, number)
    await visitor.send(conversation, "Where is my tent?")
    heard = await maya.hears("entry", text="Where is my tent?")
    assert (heard["seq"], heard["said"], heard["by"], "tent" in heard["html"]) == (2, 2, "visitor", True)
    await maya.send(number, "Between us: he is kind.", note=True)
    await maya.send(number, "On its way.")
    answer = await visitor.hears("entry", text="On its way.")
    assert (answer["said"], answer["by"], answer["name"]) == (3, "agent", "Maya")
    assert not visitor.all("entry", text="Between us: he is kind.")
    await asyncio.to_thread(here.browser("Jo Lind").post, f"/desk/c/{number}/tag", f"/desk/c/{number}", name="tent")
    tagged = await maya.hears("entry", type="tagged")
    assert tagged["data"] == {"tag": "tent"}


async def test_a_visitors_other_tab(houses: list[House], begin: Begin, visit: Visit) -> None:
    here, there = houses
    one = await visit(here)
    other = await visit(there, token=one.all("welcome")[0]["token"])
    conversation = new()
    await one.send(conversation, "Hello")
    await other.hears("entry", text="Hello", said=1)
    await other.send(conversation, "Hello from the other tab")
    await one.hears("entry", text="Hello from the other tab", said=2)


async def test_typing(houses: list[House], begin: Begin, desk: Visit) -> None:
    here, there = houses
    visitor, conversation, number = await begin(here)
    maya, jo = await opened(desk, there, number), await opened(desk, here, number, "Jo Lind")
    await maya.until(lambda: seen(maya, "viewers") == {"Maya Reyes", "Jo Lind"})
    await jo.until(lambda: seen(jo, "viewers") == {"Maya Reyes", "Jo Lind"})
    await visitor.say({"kind": "typing", "conversation": conversation, "on": True})
    heard = await maya.hears("typing", by="visitor", on=True)
    assert (heard["agent"], heard["conversation"], heard["name"]) == (None, number, "")
    await maya.say({"kind": "typing", "conversation": number, "on": True, "note": True})
    await jo.hears("typing", by="agent", name="Maya Reyes", on=True, note=True)
    await maya.say({"kind": "typing", "conversation": number, "on": True})
    await visitor.hears("typing", conversation=conversation, name="Maya", on=True)
    assert len(visitor.all("typing")) == 1, "never of typing in a note"
    assert maya.all("typing", by="agent") == [], "nobody hears of their own"


async def test_viewers_and_presence_are_of_all_processes(houses: list[House], begin: Begin, desk: Visit) -> None:
    here, there = houses
    visitor, _, number = await begin(here)
    maya, sam = await opened(desk, there, number), await opened(desk, here, number, "Sam Okafor")
    number_of_sam = here.agent("Sam Okafor")
    await maya.until(lambda: seen(maya, "viewers") == {"Maya Reyes", "Sam Okafor"})
    await visitor.until(lambda: {"Maya", "Sam"} <= seen(visitor, "here"))
    ines = await opened(desk, there, number, "Ines Duarte")
    assert {"Sam Okafor", "Maya Reyes"} <= {one["name"] for one in ines.all("welcome")[0]["presence"]}
    viewers = ines.all("resumed")[0]["viewers"]
    assert {one["name"] for one in viewers} == {"Sam Okafor", "Maya Reyes", "Ines Duarte"}
    away = {"id": number_of_sam, "name": "Sam Okafor", "initials": "SO", "state": "away"}
    await sam.say({"kind": "presence", "state": "away"})
    await maya.hears("presence", agents=[away])
    await sam.say({"kind": "unwatch", "conversation": number})
    await maya.until(lambda: "Sam Okafor" not in seen(maya, "viewers"))
    second = await desk(there, "Sam Okafor")
    await sam.close()
    await asyncio.sleep(4.5)
    assert not maya.all("presence", agents=[away | {"state": "off"}]), "still there with the other process"
    await second.say({"kind": "presence", "state": "here"})
    await visitor.until(lambda: "Sam" in seen(visitor, "here"))
    await second.close()
    await maya.hears("presence", agents=[away | {"state": "off"}])
    await visitor.until(lambda: "Sam" not in seen(visitor, "here"))


async def test_rows_counts_and_marks(houses: list[House], begin: Begin, desk: Visit) -> None:
    here, there = houses
    maya = await desk(there)
    (inbox,) = here.rows("SELECT id FROM desk_inbox WHERE name = 'Shop'")[0]
    before = maya.all("welcome")[0]["tallies"][str(inbox)]["any"]["open"]
    visitor, conversation, number = await begin(here, "A row, please")
    await maya.until(
        lambda: any(one["tallies"].get(str(inbox), {}).get("any", {}).get("open") == before + 1
                    for one in maya.all("tallies"))
    )  # fmt: skip
    row = await maya.until(
        lambda: [row for one in maya.all("rows") for row in one["rows"] if row["conversation"] == number]
    )
    assert (row[0]["status"], row[0]["inbox"], "A row, please" in row[0]["html"]) == ("open", inbox, True)
    await visitor.hears("mark", conversation=conversation, delivered=1)
    await maya.asks({"kind": "watch", "conversation": number, "seq": 0}, "resumed")
    await maya.say({"kind": "seen", "conversation": number, "said": 1})
    await visitor.hears("mark", conversation=conversation, seen=1)
    await maya.send(number, "Here it is")
    await maya.hears("mark", conversation=number, delivered=2)
    await visitor.say({"kind": "seen", "conversation": conversation, "said": 2})
    await maya.hears("mark", conversation=number, seen=2)


async def test_what_is_sent_again_to_another_process_is_stored_once(
    houses: list[House], begin: Begin, visit: Visit
) -> None:
    here, there = houses
    visitor, conversation, _ = await begin(here)
    name = new()
    first = await visitor.send(conversation, "once", id=name)
    back = await visit(there, token=visitor.all("welcome")[0]["token"], conversation=conversation, said=1)
    again = await back.send(conversation, "once", id=name)
    assert (again["said"], again["at"]) == (first["said"], first["at"])
    at_once = new()
    acks = await asyncio.gather(*(one.send(conversation, "twice", id=at_once) for one in (visitor, back)))
    assert {ack["said"] for ack in acks} == {3}


async def test_a_new_conversation_at_two_processes_at_once(houses: list[House], visit: Visit) -> None:
    here, there = houses
    one = await visit(here)
    other = await visit(there, token=one.all("welcome")[0]["token"])
    for _ in range(5):
        conversation = new()
        acks = await asyncio.gather(*(talk.send(conversation, "Hello") for talk in (one, other)))
        assert {ack["said"] for ack in acks} == {1, 2}


async def test_two_processes_write_to_one_conversation_at_once(houses: list[House], begin: Begin, desk: Visit) -> None:
    """Gapless where it is stored; whoever is told in another order has all of it, in order, after asking once."""
    here, there = houses
    visitor, conversation, number = await begin(here)
    maya = await opened(desk, there, number)
    ids = [new() for _ in range(40)]
    for place, name in enumerate(ids):
        talk, of = (visitor, conversation) if place % 2 else (maya, number)
        await talk.say({"kind": "send", "conversation": of, "id": name, "text": f"line {place}"})
    for place, name in enumerate(ids):
        await (visitor if place % 2 else maya).hears("ack", id=name)
    await visitor.until(lambda: {one["id"] for one in visitor.all("entry")} >= set(ids))
    await maya.until(lambda: {one["id"] for one in maya.all("entry")} >= set(ids))
    places = {one["id"]: one["said"] for one in maya.all("entry") if one["said"]}
    assert sorted(places.values()) == list(range(1, 42))
    assert {one["id"]: one["said"] for one in visitor.all("entry")} == places
    visitor.got.clear()
    await visitor.asks({"kind": "resume", "conversation": conversation, "said": 0}, "resumed")
    assert [one["said"] for one in visitor.entries(conversation)] == list(range(1, 42))


@pytest.mark.parametrize("at", [0, 1])
async def test_what_was_snoozed_is_woken_by_the_worker(
    fleet: Fleet, houses: list[House], begin: Begin, desk: Visit, at: int
) -> None:
    if at == 0:
        # Two of them, so that each test also asks whether one lets the other do it.
        fleet.work()
        fleet.work()
    house = houses[at]
    _, _, number = await begin(houses[1 - at])
    maya = await opened(desk, house, number)
    jo = houses[1 - at].browser("Jo Lind")
    await asyncio.to_thread(jo.post, f"/desk/c/{number}/snooze", f"/desk/c/{number}", until="2099-01-01T09:00:00+00:00")
    await maya.hears("entry", type="snoozed")
    house.rows("UPDATE desk_conversation SET snoozed_until = now() WHERE id = ? RETURNING id", number)
    woken = await maya.hears("entry", type="woken", within=60)
    assert woken["data"] == {"why": "time"}
    assert len(house.rows("SELECT id FROM desk_entry WHERE conversation_id = ? AND type = 'woken'", number)) == 1


async def test_tries_to_sign_in_are_counted_over_all_processes(houses: list[House]) -> None:
    """Behind a proxy, so under one address."""

    async def tried(house: House, password: str) -> str:
        async with AsyncClient(base_url=house.url, headers={"Host": "127.0.0.1"}, timeout=30) as browser:
            page = (await browser.get("/sign-in")).text
            token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
            form = {"login": "nobody.else@northfold.example", "password": password, "csrfmiddlewaretoken": token}
            return (await browser.post("/sign-in", data=form)).text

    for place in range(5):
        assert "many tries" not in await tried(houses[place % 2], "wrong")
    for house in houses:
        assert "many tries" in await tried(house, northfold.PASSWORD)
