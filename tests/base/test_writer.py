"""Group commit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

from extramile.base.live.broker import MemoryBroker
from extramile.base.live.writer import MOST, WAITING, Writer


class Disk:
    """Takes batches; may be made to wait, as a disk that is busy."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.free = threading.Event()
        self.free.set()
        self.busy = threading.Event()

    def commit(self, batch: Sequence[int]) -> list[int]:
        self.busy.set()
        self.free.wait(10)
        self.batches.append(list(batch))
        return [-job for job in batch]


async def begun(disk: Disk) -> Writer[int, int]:
    writer = Writer[int, int](disk.commit)
    writer.start(asyncio.get_running_loop())
    return writer


async def test_an_idle_writer_commits_at_once_and_alone() -> None:
    disk = Disk()
    writer = await begun(disk)
    for job in range(3):
        done = asyncio.get_running_loop().create_future()
        writer.submit(job, done.set_result)
        assert await asyncio.wait_for(done, 5) == -job
    assert disk.batches == [[0], [1], [2]]
    await writer.finish()


async def test_what_arrives_during_a_commit_is_the_next_batch() -> None:
    disk = Disk()
    disk.free.clear()
    writer, told = await begun(disk), []
    writer.submit(0, told.append)
    await asyncio.to_thread(disk.busy.wait, 5)
    for job in range(1, MOST + 11):
        writer.submit(job, told.append)
    disk.free.set()
    await writer.finish()
    assert [len(batch) for batch in disk.batches] == [1, MOST, 10]
    assert told == [-job for job in range(MOST + 11)]


async def test_finishing_stores_and_tells_everything_first() -> None:
    disk = Disk()
    writer, told = await begun(disk), []
    for job in range(1000):
        writer.submit(job, told.append)
    await writer.finish()
    assert told == [-job for job in range(1000)]
    assert [job for batch in disk.batches for job in batch] == list(range(1000))


async def test_it_says_when_too_much_waits() -> None:
    disk = Disk()
    disk.free.clear()
    writer = await begun(disk)
    writer.submit(0, lambda outcome: None)
    await asyncio.to_thread(disk.busy.wait, 5)
    for job in range(WAITING):
        assert not writer.full
        writer.submit(job, lambda outcome: None)
    assert writer.full
    disk.free.set()
    await writer.finish()
    assert not writer.full


async def test_the_broker_keeps_order_from_any_thread() -> None:
    broker, heard = MemoryBroker(), []
    broker.publish(["nobody listens"])
    broker.listen(asyncio.get_running_loop(), heard.extend)
    await asyncio.to_thread(lambda: [broker.publish([number]) for number in range(500)])
    await asyncio.sleep(0)
    assert heard == list(range(500))


def test_the_broker_of_a_loop_that_has_ended_drops_events() -> None:
    broker, loop = MemoryBroker(), asyncio.new_event_loop()
    broker.listen(loop, lambda happened: None)
    loop.close()
    broker.publish(["too late"])
