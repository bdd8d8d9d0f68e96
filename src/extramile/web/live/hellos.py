"""Visitors' hellos, answered together by one thread.

After a restart or a cut of the network everybody comes back at once. One query after another for each, on several
threads, would keep the interpreter from the event loop for many seconds, and agents from their conversations.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

from extramile.base.live.writer import Writer
from extramile.base.log import reason_of
from extramile.desk.queries.hellos import Arrived, Arriving, arrived
from extramile.people.queries import company
from extramile.web.live.connection import Closed

# Each answer makes frames on the event loop: more at a time would hold up those who are in.
_AT_ONCE = 32
# A batch takes the interpreter from the event loop for some milliseconds, however few are in it. Who comes while nobody
# else does is answered at once.
_APART = 0.02
_RETRY = 5
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one is told, and by which company."""

    found: Arrived
    company: str


Outcome = Answer | Exception


class Hellos:
    """Gathers hellos on the event loop, and reads what they need in batches."""

    def __init__(self) -> None:
        self._reader: Writer[Arriving, Outcome] = Writer(answers, most=_AT_ONCE, name="hellos")
        self._come: list[tuple[Arriving, asyncio.Future[Outcome]]] = []
        self._next = 0.0

    def start(self) -> None:
        """Begin to answer; called once the loop runs."""
        self._reader.start(asyncio.get_running_loop())

    async def finish(self) -> None:
        """Answer those who asked, and stop."""
        self._hand_over()
        await self._reader.finish()

    async def answer(self, one: Arriving) -> Answer:
        """What the database says to one. Raises Closed when it says nothing now."""
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Outcome] = loop.create_future()
        self._come.append((one, told))
        if len(self._come) == 1:
            loop.call_at(max(self._next, loop.time()), self._hand_over)
        outcome = await told
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _hand_over(self) -> None:
        self._next = asyncio.get_running_loop().time() + _APART
        come, self._come = self._come, []
        for one, told in come:
            self._reader.submit(one, partial(_tell, told))


def _tell(told: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not told.done():
        told.set_result(outcome)


def answers(batch: Sequence[Arriving]) -> list[Outcome]:
    """Answer a batch; never raises. When one cannot be answered, each is tried alone and costs nobody else."""
    try:
        close_old_connections()
        name = company().name
        return [Answer(found, name) for found in arrived(batch)]
    except (InterfaceError, OperationalError) as error:
        _log.error("hellos_unanswered", visitors=len(batch), reason=reason_of(error))
        return [Closed("restarting", "The desk cannot be asked now.", retry=_RETRY) for _ in batch]
    except Exception as error:
        if len(batch) == 1:
            return [error]
    return [outcome for one in batch for outcome in answers([one])]
