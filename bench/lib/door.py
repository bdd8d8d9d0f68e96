"""What both doors of the live protocol share: hello, sending again, and coming back (docs/live.md)."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import orjson
from bench.lib.names import new_name
from bench.lib.thread import Frame, Thread
from bench.lib.websocket import connect

SILENCE = 75.0
OVERLAP = 2.0
_sent_again: set[str] = set()


class Carrier(Protocol):
    """What carries frames: a websocket, or what stands in where none gets through."""

    def send(self, payload: bytes) -> None:
        """Send one text."""

    def close(self) -> None:
        """Hang up."""

    def cut(self) -> None:
        """Be gone without a word."""

    def stall(self) -> None:
        """Read nothing any more."""


Way = Callable[[int, str, Mapping[str, str], Callable[[bytes], None], Callable[[int], None]], Awaitable[Carrier]]


def may_come_again(name: str) -> None:
    """A message that is sent again, by its client or on the way, is told to everybody again."""
    _sent_again.add(name)


class Door:
    """A client of one door. It keeps what it sent until the `ack`, and comes back by the protocol's rules.

    `way` opens what carries the frames. `haste` shortens the waits that the protocol asks for. One that sends
    `one_at_a_time` lets no message overtake another that has to be sent again.
    """

    path = ""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port = port
        self.headers = {"Origin": f"http://127.0.0.1:{port}"} | headers
        self.on_ack: Callable[[Frame], None] = _nothing
        self.on_entry: Callable[[Frame], None] = _nothing
        self.errors: list[Frame] = []
        self.comebacks: list[str] = []
        self.repeats: list[str] = []
        self.overlaps = 0
        self.unasked = 0
        self.put_off = 0
        self.gaps = 0
        self.way: Way = connect
        self.jitter = True
        self.haste = 1.0
        self.one_at_a_time = False
        self.welcomed_at = 0.0
        self.acts: dict[str, Callable[[Frame], None]] = {
            "welcome": self._welcomed,
            "resumed": self._resumed,
            "entry": self._entry,
            "ack": self._acked,
            "beat": self._beat,
            "error": self._erred,
            "bye": self._bye,
        }
        self._waiting: dict[str, bytes] = {}
        self._socket: Carrier | None = None
        self._welcome: asyncio.Future[Frame] | None = None
        self._retry: float | None = None
        self._why = ""
        self._final = False
        self._tries = 0
        self._heard = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def away(self) -> bool:
        """Whether there is no connection now."""
        return self._socket is None

    @property
    def repeated(self) -> int:
        """How many entries came again without a reason; `repeats` says which, and how long after an answer."""
        return len(self.repeats)

    @property
    def unacknowledged(self) -> int:
        """How many messages are kept because nobody said that they are stored."""
        return len(self._waiting)

    def hello(self) -> Frame:
        """The first frame: who I am and what I have."""
        raise NotImplementedError

    async def open(self) -> Frame:
        """Connect, say hello, and return the welcome. Raises ConnectionError when the door stays shut."""
        loop = asyncio.get_running_loop()
        self._welcome = loop.create_future()
        self._socket = await self.way(self.port, self.path, self.headers, self._text, self._lost)
        self.put(self.hello())
        return await asyncio.wait_for(self._welcome, 60)

    def close(self) -> None:
        """Leave for good."""
        self._final = True
        for task in self._tasks:
            task.cancel()
        if self._socket:
            self._socket.close()

    def cut(self) -> None:
        """Lose the connection without a word, as when a network breaks; comes back like after any other loss."""
        if self._socket:
            self._socket.cut()

    def stall(self) -> None:
        """Read nothing any more, and stay connected, like a laptop whose lid was closed."""
        if self._socket:
            self._socket.stall()

    def put(self, frame: Frame) -> None:
        """Send a frame that nothing depends on."""
        if self._socket:
            self._socket.send(orjson.dumps(frame))

    def say(self, conversation: str | int, text: str, **more: object) -> str:
        """Send a message and keep it until it is acknowledged; returns its id."""
        name = new_name()
        frame = orjson.dumps({"kind": "send", "conversation": conversation, "id": name, "text": text, **more})
        first = not self._waiting
        self._waiting[name] = frame
        if self._socket and self._welcome is not None and self._welcome.done() and (first or not self.one_at_a_time):
            self._socket.send(frame)
        return name

    def listen(self) -> None:
        """Come back when nothing was heard for 75 s. Called from time to time by whoever holds the door."""
        if self._socket and asyncio.get_running_loop().time() - self._heard > SILENCE:
            self._socket.close()

    def _text(self, payload: bytes) -> None:
        self._heard = asyncio.get_running_loop().time()
        for line in payload.split(b"\n"):
            frame = orjson.loads(line)
            act = self.acts.get(frame["kind"])
            if act is not None:
                act(frame)

    def _welcomed(self, frame: Frame) -> None:
        self._tries = 0
        self.welcomed_at = time.perf_counter()
        if self._welcome is not None and not self._welcome.done():
            self._welcome.set_result(frame)
        for name in list(self._waiting)[: 1 if self.one_at_a_time else None]:
            self._again(name)

    def _hears(self, thread: Thread, place: int, frame: Frame) -> None:
        if place <= thread.have:
            self._heard_again(frame, thread)
        elif thread.hold(place, frame):
            self._take(thread)
        else:
            self.gaps += 1
            self._refused(frame)

    def _take(self, thread: Thread) -> None:
        for frame in thread.ready():
            self.on_entry(frame)

    def _heard_again(self, frame: Frame, thread: Thread) -> None:
        # What was committed while a watch, resume or hello was being answered may come in the answer and once more by
        # itself, and so may what was sent again; clients ignore it (docs/live.md). Nothing else may come twice.
        since = asyncio.get_running_loop().time() - thread.answered_at
        recently = since < OVERLAP
        again = frame["id"] in _sent_again
        if recently or again:
            self.overlaps += 1
            self.unasked += not again
        else:
            self.repeats.append(f"{frame['id']} of {frame['conversation']}, {since:.1f} s after an answer")

    def _acked(self, frame: Frame) -> None:
        if self._waiting.pop(frame["id"], None) is not None:
            self.on_ack(frame)
            if self.one_at_a_time and self._waiting and self._socket:
                self._socket.send(next(iter(self._waiting.values())))

    def _resumed(self, frame: Frame) -> None:
        raise NotImplementedError

    def _entry(self, frame: Frame) -> None:
        raise NotImplementedError

    def _refused(self, frame: Frame) -> None:
        """Ask again for what could not be read then."""
        raise NotImplementedError

    def _beat(self, frame: Frame) -> None:
        """Ask for what a head says that there is more."""
        raise NotImplementedError

    def _erred(self, frame: Frame) -> None:
        name = frame.get("id")
        if frame["code"] in ("rate", "unavailable") and frame["of"] == "send":
            # One that was sent twice may be acknowledged by now; then nothing is left to send again.
            self.put_off += 1
            asyncio.get_running_loop().call_later(float(frame.get("retry") or 1), self._again, name)
        elif frame["code"] in ("rate", "unavailable") and frame["of"] in ("watch", "resume", "older"):
            asyncio.get_running_loop().call_later(float(frame.get("retry") or 1), self._refused, frame)
        else:
            self.errors.append(frame)

    def _again(self, name: str) -> None:
        if self._socket and name in self._waiting:
            may_come_again(name)
            self._socket.send(self._waiting[name])

    def _bye(self, frame: Frame) -> None:
        self._retry, self._why = frame["retry"], frame["code"]
        self._final = self._retry is None
        if self._final:
            self.errors.append(frame)

    def _lost(self, code: int) -> None:
        self._socket = None
        if self._welcome is not None and not self._welcome.done():
            self._welcome.set_exception(ConnectionError(f"closed with {code} before the welcome"))
        elif not self._final:
            self._why = self._why or f"closed with {code}"
            task = asyncio.get_running_loop().create_task(self._come_back())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _come_back(self) -> None:
        why, self._why = self._why, ""
        while not self._final:
            await asyncio.sleep(self._pause())
            try:
                await self.open()
            except (OSError, TimeoutError):
                continue
            self.comebacks.append(why)
            return

    def _pause(self) -> float:
        if self._retry is not None:
            wait, self._retry = self._retry * self.haste, None
            return wait * (random.uniform(0.5, 1.5) if self.jitter else 1)
        self._tries += 1
        wait = min(30.0, 0.5 * 2 ** (self._tries - 1)) * self.haste
        return float(wait * (random.uniform(0.5, 1) if self.jitter else 1))


def _nothing(frame: Frame) -> None:
    """Nobody listens."""
