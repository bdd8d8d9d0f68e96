"""Networks that cut, delay, repeat and swallow, under a websocket and under what stands in for it."""

from __future__ import annotations

import asyncio
import random

import pytest
from bench.lib.proxy import Fate, Proxy

from tests.web.live.conftest import House, Visit
from tests.web.live.steady import Steady
from tests.web.live.talk import Talk

TURNS = 15
WITHIN = 240.0


def fates(seed: int) -> list[Fate]:
    """What becomes of each connection: whole, slow, cut on the way, or made twice."""
    dice = random.Random(seed)
    return [Fate(cut_down=2_000)] + [
        Fate(
            delay=dice.choice([0, 0, 0.02]),
            cut_up=dice.choice([None, dice.randrange(400, 4_000)]),
            cut_down=dice.choice([None, dice.randrange(400, 8_000)]),
            twin=dice.random() < 0.3,
        )
        for _ in range(100)
    ]


@pytest.mark.parametrize("way", ["socket", "stream", "poll"])
async def test_nothing_is_lost_doubled_or_out_of_order(house: House, desk: Visit, way: str) -> None:
    seed = random.randrange(10**6)
    made = fates(seed)
    proxy = Proxy(house.server.port, lambda number: made[number % len(made)])
    await proxy.open()
    visitor = Steady(f"http://127.0.0.1:{proxy.port}", house.key, way)
    breaking = asyncio.create_task(_break(proxy, random.Random(seed), visitor))
    try:
        async with asyncio.timeout(WITHIN):
            for turn in range(TURNS):
                visitor.say(f"v{turn}")
            await visitor.live(lambda: len(visitor.texts) >= 1)
            number = house.number(visitor.conversation)
            maya = await desk(watch=[{"conversation": number, "seq": 0}])
            answering = asyncio.create_task(_answer(maya, number))
            await visitor.live(lambda: not visitor.waiting and len(visitor.texts) == 2 * TURNS)
            await answering
            await maya.until(lambda: len([one for one in maya.entries(number) if one["said"]]) == 2 * TURNS)
    finally:
        breaking.cancel()
        await proxy.close()
        print(f"seed {seed}, came {visitor.came} times")
    said = sorted((one for one in maya.entries(number) if one["said"]), key=lambda one: one["said"])
    assert [one["text"] for one in said] == visitor.texts
    assert [text for text in visitor.texts if text[0] == "v"] == [f"v{turn}" for turn in range(TURNS)]
    assert [text for text in visitor.texts if text[0] == "m"] == [f"m{turn}" for turn in range(TURNS)]
    assert visitor.came > 1
    query = "SELECT count(*), count(DISTINCT name) FROM desk_entry WHERE conversation_id = ? AND type = 'message'"
    assert house.rows(query, number) == [(2 * TURNS, 2 * TURNS)]


async def _answer(maya: Talk, number: int) -> None:
    for turn in range(TURNS):
        await maya.send(number, f"m{turn}")
        await asyncio.sleep(0.02)


async def _break(proxy: Proxy, dice: random.Random, visitor: Steady) -> None:
    """For as long as it takes: cut all, be silent for a moment, or let nobody in; and again when the visitor got on.

    On a busy machine to come takes longer than that: one who never gets anywhere has nothing to lose. And who hears
    nothing any more would find out by silence alone, in more than a minute: the patience has an end, that grows.
    """
    patience = 1.0
    while True:
        had, until = visitor.reached, asyncio.get_running_loop().time() + patience
        await asyncio.sleep(dice.uniform(0.3, 1))
        while visitor.reached == had and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.05)
        patience += 0.2
        match dice.randrange(4):
            case 0:
                proxy.cut()
            case 1:
                proxy.freeze()
            case 2:
                proxy.hush()
                await asyncio.sleep(0.3)
                proxy.go_on()
            case 3:
                proxy.refusing = True
                proxy.cut()
                await asyncio.sleep(0.3)
                proxy.refusing = False
