"""A crowd gets its turns, and nobody else has to wait until all of it had theirs."""

from __future__ import annotations

import asyncio
import time

from extramile.base.live.pace import Pace


async def test_a_crowd_gets_its_turns_in_order_and_others_are_heard_between() -> None:
    pace, done, seen = Pace(), [], set()
    # Each takes longer than a step.
    for number in range(40):
        pace.soon(lambda number=number: (time.sleep(0.005), done.append(number)))
    async with asyncio.timeout(30):
        while len(done) < 40:
            seen.add(len(done))
            await asyncio.sleep(0)
    assert done == list(range(40))
    assert seen == set(range(0, 40, 4)), "the loop goes on after every few of them"


async def test_who_comes_later_waits_for_those_before_and_no_longer() -> None:
    pace, done = Pace(), []
    pace.soon(lambda: done.append("first"))
    await asyncio.sleep(0)
    assert done == ["first"]
    pace.soon(lambda: done.append("second"))
    await asyncio.sleep(0)
    assert done == ["first", "second"]


async def test_one_that_fails_holds_up_nobody() -> None:
    pace, done, failed = Pace(), [], []
    asyncio.get_running_loop().set_exception_handler(lambda loop, told: failed.append(told["exception"]))
    pace.soon(lambda: {}.pop("nothing"))
    pace.soon(lambda: done.append("next"))
    async with asyncio.timeout(30):
        while not done:
            await asyncio.sleep(0.001)
    assert len(failed) == 1
