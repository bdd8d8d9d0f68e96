"""Without websockets, and with a proxy that sends each request to another process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from redis.asyncio import Redis

from tests.scale.conftest import Fleet
from tests.scale.valkey import Valkey
from tests.web.live.conftest import SHOP, House
from tests.web.live.stream_socket import StreamSocket
from tests.web.live.talk import Talk, new

Come = Callable[..., Awaitable[Talk]]


@pytest.fixture(params=["stream", "poll"])
def come(request: pytest.FixtureRequest, talks: list[Talk]) -> Come:
    """A visitor, or with a name an agent, whose requests reach one process after the other."""

    async def open_it(houses: list[House], name: str = "", **hello: object) -> Talk:
        urls = [one.url for one in houses]
        headers = {"Origin": urls[0] if name else SHOP}
        if name:
            headers["Cookie"] = f"extramile_session={houses[0].browser(name).session}"
        door = "desk" if name else "visitor"
        talk = Talk(StreamSocket(urls, f"/live/{door}", headers, poll=request.param == "poll"), door)
        talks.append(talk)
        await talk.say({"kind": "hello", **({"watch": []} if name else {"key": houses[0].key}), **hello})
        await talk.hears("welcome")
        return talk

    return open_it


@pytest.fixture
async def overheard(valkey: Valkey) -> AsyncIterator[list[bytes]]:
    """Everything that passes through Redis meanwhile."""
    heard: list[bytes] = []
    client = Redis.from_url(valkey.address)
    everything = client.pubsub()
    await everything.psubscribe("*")

    async def listen() -> None:
        async for message in everything.listen():
            heard.append(bytes(str(message["data"]), "utf-8"))

    task = asyncio.create_task(listen())
    yield heard
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await everything.aclose()
    await client.aclose()


async def test_each_request_may_reach_another_process(houses: list[House], come: Come, overheard: list[bytes]) -> None:
    visitor, conversation = await come(houses), new()
    texts = [f"marmot {number}" for number in range(20)]
    for text in texts:
        await visitor.send(conversation, text)
    number = houses[0].number(conversation)
    maya = await come(houses[::-1], "Maya Reyes", watch=[{"conversation": number, "seq": 0}])
    await maya.hears("resumed", conversation=number)
    for turn in range(5):
        await maya.send(number, f"marmot answer {turn}")
        await visitor.hears("entry", text=f"marmot answer {turn}")
        await visitor.say({"kind": "typing", "conversation": conversation, "on": True})
        await maya.hears("typing", conversation=number, on=True)
    assert [one["text"] for one in visitor.entries(conversation) if one["by"] == "visitor"] == texts
    saids = [one["said"] for one in visitor.entries(conversation)]
    assert saids == list(range(1, 26))
    assert [one["text"] for one in maya.entries(number) if one["by"] == "visitor"] == texts
    passed = b"".join(overheard)
    assert b"stream-asked" in passed
    assert b"marmot" not in passed
    assert visitor.socket.name.result().encode() not in passed  # type: ignore[union-attr]


@pytest.mark.parametrize("come", ["stream"], indirect=True)
async def test_a_process_that_is_lost_takes_its_streams_along(fleet: Fleet, houses: list[House], come: Come) -> None:
    (third,) = fleet.start(1)
    visitor = await come([third])
    socket = visitor.socket
    assert isinstance(socket, StreamSocket)
    socket.urls = iter([houses[0].url] * 1000)  # type: ignore[assignment]
    await visitor.alive()
    third.server.kill()
    await visitor.closed()
    async with asyncio.timeout(20):
        while (answer := await socket.post([{"kind": "ping"}])).status_code != 404:
            assert answer.status_code in (503, 404)
    assert answer.json()["code"] == "gone"
