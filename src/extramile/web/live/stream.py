"""One connection over plain HTTP, for networks that let no websocket through.

To the connection above it, it speaks as a websocket does. Below it, one response after the other carries what is said
to the client; what the client says is posted.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from extramile.web.door import Message

LEASE = 40.0
# Browsers let the timers of a page that nobody looks at run once a minute.
LEASE_ASIDE = 100.0
SIGN_OF_LIFE = 150.0
_POSTED = 8


class Gone(ConnectionError):
    """The stream has ended."""


class Stream:
    """Carries one event at a time. Where answers come as polls it stays until the client says that it has it.

    `owner` is what everybody shows who posts to it: the agent's session, or the origin of the visitor's page.
    """

    def __init__(self, owner: str, hello: str) -> None:
        self.owner = owner
        self.ended = False
        self._posted: deque[str] = deque([hello])
        self._event: str | None = None
        self._number = 0
        self._turn = 0
        self._heard = time.monotonic()
        self._lease: asyncio.TimerHandle | None = None
        self._one = asyncio.Lock()
        self._stirred = asyncio.Event()

    async def send(self, message: Message) -> None:
        """Say a websocket message to the client, and wait until it was taken. Raises Gone."""
        if message["type"] == "websocket.close":
            self.end()
            return
        async with self._one:
            self._number, self._event = self._number + 1, message["text"]
            self._stir()
            await self._until(lambda: self._event is None or self.ended)
            if self._event is not None:
                raise Gone

    async def receive(self) -> Message:
        """What the client said next, as a websocket message."""
        await self._until(lambda: bool(self._posted) or self.ended)
        if not self._posted:
            return {"type": "websocket.disconnect", "code": 1006}
        self._stir()
        return {"type": "websocket.receive", "text": self._posted.popleft()}

    async def post(self, text: str, *, within: float) -> None:
        """Hand over what the client says. Raises Gone, or TimeoutError when too much waits already."""
        async with asyncio.timeout(within):
            await self._until(lambda: len(self._posted) < _POSTED or self.ended)
        if self.ended:
            raise Gone
        self._posted.append(text)
        self._heard = time.monotonic()
        self._stir()

    @property
    def silent(self) -> bool:
        """Whether nothing was posted for so long that nobody may be there: a proxy can hold a stream by itself."""
        return time.monotonic() - self._heard > SIGN_OF_LIFE

    def come(self) -> int:
        """A reader is there, and takes the place of the one before. Returns its turn."""
        self._turn += 1
        if self._lease:
            self._lease.cancel()
        self._stir()
        return self._turn

    def go(self, turn: int, *, aside: bool = False) -> None:
        """A reader is gone; another has to come before the lease is over."""
        if turn == self._turn and not self.ended:
            self._lease = asyncio.get_running_loop().call_later(LEASE_ASIDE if aside else LEASE, self.end)

    def taken(self, number: int) -> None:
        """The client has the events up to `number`."""
        if number >= self._number and self._event is not None:
            self._event = None
            self._stir()

    async def event(self, turn: int, *, within: float) -> tuple[int, str] | None:
        """The number and the text of the event that is to be taken, waited for `within` seconds.

        None when the stream has ended, or when somebody else reads it now. Raises TimeoutError.
        """
        async with asyncio.timeout(within):
            await self._until(lambda: self._event is not None or self.ended or turn != self._turn)
        return None if self._event is None or turn != self._turn else (self._number, self._event)

    def end(self) -> None:
        """Nothing is said any more, in either direction."""
        self.ended = True
        if self._lease:
            self._lease.cancel()
        self._stir()

    def _stir(self) -> None:
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def _until(self, met: Callable[[], bool]) -> None:
        while not met():
            await self._stirred.wait()
