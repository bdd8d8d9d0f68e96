"""Redis, PostgreSQL or a process is lost, and what was said meanwhile comes through all the same."""

from __future__ import annotations

import asyncio

import pytest

from tests.cluster import Cluster
from tests.postgres.test_serving import _got_over
from tests.scale.conftest import Fleet, Visit
from tests.scale.test_talk import Begin, opened
from tests.scale.valkey import Valkey
from tests.web.live.conftest import House
from tests.web.live.steady import Steady
from tests.web.live.talk import Talk, new
from tests.web.live.test_revocation import ADMIN, another, post, revoked


def row_of(talk: Talk, number: int, text: str) -> bool:
    return any(row["conversation"] == number and text in row["html"] for one in talk.all("rows") for row in one["rows"])


async def back(visitor: Talk, maya: Talk, number: int, conversation: str) -> None:
    """They hear each other at once again."""
    await visitor.send(conversation, "and now?")
    await maya.hears("entry", conversation=number, text="and now?")
    await maya.send(number, "all well")
    await visitor.hears("entry", text="all well")


async def test_redis_lost_for_a_while(
    houses: list[House], valkey: Valkey, begin: Begin, desk: Visit, visit: Visit
) -> None:
    here, there = houses
    visitor, conversation, number = await begin(here)
    guest, _, rude = await begin(there)
    maya, sam = await opened(desk, there, number), await another(here, "Sam Okafor")
    at_desk, admin = await desk(there, browser=sam), here.browser(ADMIN)
    await opened(desk, here, number, "Jo Lind")
    await maya.until(lambda: "Jo Lind" in str(maya.all("viewers")))
    valkey.kill()
    for turn in range(3):
        await visitor.send(conversation, f"without it {turn}")
    # Heads tell the client how far its conversation is; it asks for the rest by the ordinary way.
    await maya.until(lambda: any(one["heads"].get(str(number)) == 4 for one in maya.all("beat")))
    await maya.asks({"kind": "watch", "conversation": number, "seq": 1}, "resumed", conversation=number)
    assert [one["text"] for one in maya.entries(number)[1:]] == [f"without it {turn}" for turn in range(3)]
    await maya.until(lambda: row_of(maya, number, "without it 2"))
    await maya.say({"kind": "seen", "conversation": number, "said": 4})
    await visitor.hears("mark", conversation=conversation, seen=4)
    fresh, opening = await visit(here), new()
    await fresh.send(opening, "a new one")
    await maya.until(lambda: row_of(maya, here.number(opening), "a new one"))
    await post(sam, "/sign-out")
    await revoked(at_desk, None)
    await post(admin, f"/desk/c/{rude}/block", f"/desk/c/{rude}")
    assert (await guest.bye())["code"] == "refused"
    jo = {"id": here.agent("Jo Lind"), "name": "Jo Lind", "initials": "JL", "state": "off"}
    assert not maya.all("presence", agents=[jo]), "nobody is forgotten because we are deaf"
    await asyncio.to_thread(valkey.start)
    # What is said just before it is back is nobody's to publish: one more look finds it.
    last = await visitor.send(conversation, "just before")
    await maya.until(
        lambda: (
            maya.all("entry", text="just before")
            or any(one["heads"].get(str(number), 0) >= last["said"] for one in maya.all("beat"))
        )
    )
    await asyncio.sleep(2.5)
    await back(visitor, maya, number, conversation)


@pytest.mark.parametrize("way", ["stream", "poll"])
async def test_redis_lost_for_whom_no_websocket_reaches(houses: list[House], valkey: Valkey, way: str) -> None:
    """Their requests meet the process of their stream by luck alone: they come in anew until all is said and heard."""
    here, there = houses
    visitor = Steady(here.url, here.key, way, also=[there.url])
    visitor.say("with it")
    async with asyncio.timeout(60):
        await visitor.live(lambda: visitor.texts == ["with it"])
        valkey.kill()
        try:
            said = [f"without it {turn}" for turn in range(4)]
            for text in said:
                visitor.say(text)
            await visitor.live(lambda: not visitor.waiting and visitor.texts == ["with it", *said])
        finally:
            await asyncio.to_thread(valkey.start)
    number = here.number(visitor.conversation)
    query = "SELECT text FROM desk_entry WHERE conversation_id = ? ORDER BY seq"
    assert [text for (text,) in here.rows(query, number)] == visitor.texts


async def test_postgres_restarted(houses: list[House], own: Cluster, begin: Begin, desk: Visit) -> None:
    here, there = houses
    visitor, conversation, number = await begin(here)
    maya = await opened(desk, there, number)
    await asyncio.to_thread(own.stop, "immediate")
    frame = {"kind": "send", "conversation": conversation, "id": new(), "text": "meanwhile"}
    assert (await visitor.asks(frame, "error", id=frame["id"]))["code"] == "unavailable"
    await asyncio.to_thread(own.start)
    await _got_over(visitor, frame)
    await maya.until(
        lambda: (
            maya.all("entry", text="meanwhile") or any(one["heads"].get(str(number)) == 2 for one in maya.all("beat"))
        )
    )
    await _got_over(maya, {"kind": "send", "conversation": number, "id": new(), "text": "still here"})
    await maya.asks({"kind": "watch", "conversation": number, "seq": 2}, "resumed", conversation=number)
    await back(visitor, maya, number, conversation)


@pytest.mark.parametrize("killed", [True, False])
async def test_a_process_lost(
    fleet: Fleet, houses: list[House], begin: Begin, desk: Visit, visit: Visit, killed: bool
) -> None:
    here = houses[0]
    (third,) = await asyncio.to_thread(fleet.start, 1)
    visitor, conversation, number = await begin(third)
    token = visitor.all("welcome")[0]["token"]
    jo = await opened(desk, here, number, "Jo Lind")
    maya = await opened(desk, third, number)
    await jo.until(lambda: {"Jo Lind", "Maya Reyes"} == {one["name"] for one in jo.all("viewers")[-1]["agents"]})
    await asyncio.gather(*(visitor.send(conversation, f"line {turn}") for turn in range(20)))
    await asyncio.to_thread(third.server.kill if killed else third.server.stop)
    await jo.until(lambda: {"Jo Lind"} == {one["name"] for one in jo.all("viewers")[-1]["agents"]})
    gone = {"id": here.agent("Maya Reyes"), "name": "Maya Reyes", "initials": "MR", "state": "off"}
    await jo.hears("presence", agents=[gone])
    visitor = await visit(here, token=token, conversation=conversation, said=1)
    await visitor.hears("resumed", said=21)
    assert [one["said"] for one in visitor.entries(conversation)] == list(range(2, 22))
    maya = await opened(desk, houses[1], number)
    await back(visitor, maya, number, conversation)
