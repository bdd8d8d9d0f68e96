"""From the process that a request reached to the one that has its stream, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from extramile.base.live import broker
from extramile.base.live.cover import Cover, Forged
from extramile.web.live.house import House
from extramile.web.live.stream import Gone

_ASKED, _ANSWERED = "stream-asked", "stream-answered"
Answer = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


class Hop:
    """Asks other processes, and has `answer` answer them."""

    def __init__(self, house: House, answer: Answer) -> None:
        self._house, self._answer = house, answer
        self._cover = Cover(house.config.secret_key)
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to hear the others."""
        broker.current().on(_ASKED, self._asked)
        broker.current().on(_ANSWERED, self._answered)

    async def ask(self, process: str, question: dict[str, Any], *, within: float) -> dict[str, Any]:
        """What another process answers. Raises Gone when it is not there, TimeoutError when it cannot be asked now."""
        if not self._house.elsewhere.knows(process):
            raise Gone
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            if not self._send(_ASKED, process, number, question):
                raise TimeoutError
            async with asyncio.timeout(within):
                return await answer
        finally:
            del self._waiting[number]

    def _send(self, kind: str, process: str, number: int, told: dict[str, Any]) -> bool:
        # What was hidden for one process, or for one question, is no good for another.
        return broker.current().send(kind, self._cover.hide([process, number, told]), to=process)

    def _asked(self, sender: str, body: Any) -> None:
        number, question = self._uncovered(body)
        task = asyncio.get_running_loop().create_task(self._tell(sender, number, question))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, sender: str, number: int, question: dict[str, Any]) -> None:
        self._send(_ANSWERED, sender, number, await self._answer(question))

    def _answered(self, sender: str, body: Any) -> None:
        number, told = self._uncovered(body)
        answer = self._waiting.get(number)
        # Whoever asked may have given up.
        if answer and not answer.done():
            answer.set_result(told)

    def _uncovered(self, body: Any) -> tuple[int, dict[str, Any]]:
        process, number, told = self._cover.uncover(body)
        if process != broker.current().name:
            raise Forged
        return number, told
