"""A worker that alone cannot reach the others: they hear of it without waiting for what it does next."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta

import orjson
import pytest
from redis import Redis

from extramile.base import clock
from extramile.base.live.line import Line
from extramile.base.live.shout import EVENTS, MISSED, Shouter
from extramile.people.events import AgentChanged
from tests.scale.conftest import Fleet, Visit
from tests.scale.lost.test_trouble import row_of
from tests.scale.test_talk import Begin
from tests.scale.valkey import Valkey
from tests.web.live.conftest import House


class Worker:
    """A user of Redis of its own, who can be kept from publishing while everybody else goes on."""

    def __init__(self, valkey: Valkey) -> None:
        self.address = f"redis://worker:of-its-own@127.0.0.1:{valkey.port}"
        self.redis = Redis.from_url(valkey.address)
        self._allow("on", ">of-its-own", "~*", "&*", "+@all")

    def _allow(self, *rules: str) -> None:
        self.redis.execute_command("ACL", "SETUSER", "worker", *rules)

    def silence(self) -> None:
        self._allow("-publish")

    def let(self) -> None:
        self._allow("+publish")


@pytest.fixture
def worker(valkey: Valkey) -> Iterator[Worker]:
    made = Worker(valkey)
    yield made
    made.redis.close()


async def test_what_it_woke_is_seen_before_its_next_event(
    fleet: Fleet, houses: list[House], worker: Worker, begin: Begin, desk: Visit
) -> None:
    here, there = houses
    _, _, number = await begin(here, "wake me")
    process = await asyncio.to_thread(fleet.work, redis_url=worker.address)
    jo, maya = there.browser("Jo Lind"), await desk(here)
    await asyncio.to_thread(jo.post, f"/desk/c/{number}/snooze", f"/desk/c/{number}", until="2099-01-01T09:00:00+00:00")
    await maya.until(lambda: row_of(maya, number, "wake me"))
    # What else it has to do has to be done: each event that it can tell would say that something was missed.
    await _until(here, "SELECT day FROM customers_night WHERE ended IS NOT NULL")
    worker.silence()
    here.rows("UPDATE desk_conversation SET snoozed_until = now() WHERE id = ? RETURNING id", number)
    await _until(here, "SELECT id FROM desk_entry WHERE conversation_id = ? AND type = 'woken'", number)
    await asyncio.sleep(0.5)
    maya.got.clear()
    worker.let()
    await maya.until(lambda: row_of(maya, number, "wake me"))
    process.kill()


async def _until(house: House, query: str, *values: int) -> None:
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(house.rows, query, *values):
            await asyncio.sleep(0.1)


async def test_it_says_since_when(valkey: Valkey, worker: Worker) -> None:
    line = Line(worker.address, install="one", secret="s" * 32)
    heard = worker.redis.pubsub()
    heard.subscribe(line.everybody)
    shouter = Shouter(line, "name")
    worker.silence()
    before = clock.now()
    shouter.publish([AgentChanged(1)])
    failed = clock.now()
    await asyncio.sleep(0.1)
    shouter.publish([AgentChanged(2)])
    worker.let()
    told = await asyncio.to_thread(_next, heard)
    assert told[:2] == ("name", MISSED)
    assert before - timedelta(milliseconds=1) <= datetime.fromisoformat(told[2]) <= failed
    shouter.publish([AgentChanged(3)])
    assert await asyncio.to_thread(_next, heard) == ("name", EVENTS, [["AgentChanged", 3]])
    heard.close()


def _next(heard: object) -> tuple[str, str, object]:
    for _ in range(100):
        message = heard.get_message(timeout=0.2)  # type: ignore[attr-defined]
        if message and message["type"] == "message":
            sender, kind, body = message["data"].split(b" ", 2)
            return sender.decode(), kind.decode(), orjson.loads(body)
    raise AssertionError("nothing is heard")
