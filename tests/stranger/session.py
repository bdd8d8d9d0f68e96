"""What both doors have in common: coming in, coming back, the outbox, and the order of entries."""

import asyncio
import json
import random
import time
from collections.abc import Callable
from typing import Any, ClassVar

from .lines import LOST, Door, Ended, Frame, Held, Line, Polls, Socket, Stream
from .talk import Talk, name

WAYS: dict[str, Callable[[Door], Line]] = {"socket": Socket, "stream": Stream, "polls": Polls}
SILENCE = 75


class Client:
    """A client at either door."""

    door_name: ClassVar[str]
    place: ClassVar[str]  # what entries are counted by

    def __init__(self, address: str, *, cookie: str | None = None, way: str | None = None) -> None:
        """Know the install's address; `way` holds to one way of travelling."""
        self.door, self.forced = Door(address.rstrip("/"), self.door_name, address.rstrip("/"), cookie), way
        self.way, self.line, self.over = way or "socket", None, None
        self.talks: dict[Any, Talk] = {}
        self.outbox: dict[str, Frame] = {}
        self.acks: dict[str, Frame] = {}
        self.errors: list[Frame] = []
        self.welcome: Frame = {}
        self.tries = self.turned = self.visits = 0
        self._flying: str | None = None
        self._typed = 0.0
        self._ready = self._worked = False
        self._news = asyncio.Event()
        self._limit: asyncio.Timeout | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    line: Line | None
    over: str | None  # the code after which not to come back

    def hello(self) -> Frame:
        """Who I am and what I have."""
        raise NotImplementedError

    def ask(self, conversation: Any) -> Frame:
        """The frame that asks for what comes after the last entry."""
        raise NotImplementedError

    async def run(self) -> None:
        """Come in, and come back, until the server says not to."""
        while self.over is None:
            wait: float | None = None
            try:
                await self._visit()
            except Held:
                self.way, wait = self.forced or "polls", 0
            except Ended as end:
                wait = self._ended(end)
            except LOST as lost:
                self._turned_away(at_once=isinstance(lost, TimeoutError))
            if self.over is None:
                self.tries += wait is None
                back = min(30, 0.5 * 2 ** (self.tries - 1)) * random.uniform(0.5, 1)
                await asyncio.sleep(back if wait is None else wait)

    async def _visit(self) -> None:
        """One connection from hello to its end."""
        line, self._ready, self._flying = WAYS[self.way](self.door), False, None
        tending: asyncio.Task[None] | None = None
        try:
            async with asyncio.timeout(20 if self._worked or self.way != "socket" else 10) as self._limit:
                await line.open(self.hello())
                self.line = line
                tending = asyncio.create_task(self._tend(line)) if self.way != "socket" else None
                async for frame in line.frames():
                    if self._ready or frame["kind"] == "welcome":
                        self._limit.reschedule(asyncio.get_running_loop().time() + SILENCE)
                    await self._take(frame)
            self._turned_away()
        finally:
            self.line = self._limit = None
            if tending:
                tending.cancel()
            await line.close()

    def _ended(self, end: Ended) -> float | None:
        """How long to wait after the server's own word, None for the ordinary back-off."""
        if end.code == "token":
            return 0
        if end.final:
            self.over = end.code
            self._tell()
        return None if end.retry is None else end.retry * random.uniform(0.5, 1.5)

    def _turned_away(self, at_once: bool = False) -> None:
        """Count what came to nothing, and try the other way when it was enough."""
        if self._ready or self.forced:
            return
        self.turned += 1
        if self.way != "socket":
            self.way = "socket"
        elif at_once or self.turned >= (4 if self._worked else 2):
            self.way = "stream"

    async def _tend(self, line: Line) -> None:
        """Keep a stream alive, and try a websocket beside it now and then."""
        due = time.monotonic() + 60
        while True:
            await asyncio.sleep(50)
            await self.post({"kind": "ping"})
            if not self.forced and time.monotonic() >= due:
                due = time.monotonic() + 300
                if await self._socket_works():
                    self.way = "socket"
                    await line.close()

    async def _socket_works(self) -> bool:
        """Try a websocket up to its welcome."""
        beside = Socket(self.door)
        try:
            async with asyncio.timeout(10):
                await beside.open(self.hello())
                frame = await anext(beside.frames())
                if frame["kind"] == "welcome":
                    self.keep(frame)
                return bool(frame["kind"] == "welcome")
        except (*LOST, StopAsyncIteration):
            return False
        finally:
            await beside.close()

    def keep(self, welcome: Frame) -> None:
        """Keep what a welcome brings for the next hello."""
        self.welcome = welcome

    async def _take(self, frame: Frame) -> None:
        """Do what a frame says; a kind that is not known is not for us."""
        if handler := getattr(self, f"on_{frame['kind']}", None):
            await handler(frame)
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def until(self, test: Callable[[], object], within: float = 15) -> None:
        """Wait until something that the server said makes the test true."""
        async with asyncio.timeout(within):
            while not test():
                await self._news.wait()

    async def post(self, *frames: Frame) -> None:
        """Say something now, if connected; a connection that fails is left."""
        if line := self.line:
            try:
                await line.post(*frames)
            except (Ended, *LOST):
                await line.close()

    async def wake(self) -> None:
        """After sleep, or in another network: ask, and come back when nothing is heard for 10 seconds."""
        if self._limit:
            self._limit.reschedule(asyncio.get_running_loop().time() + 10)
        await self.post({"kind": "ping"})

    async def say(self, conversation: Any, text: str, **more: Any) -> str:
        """Put a message into the outbox and return its id."""
        frame = {"kind": "send", "conversation": conversation, "id": name(), "text": text, **more}
        if len(json.dumps(frame).encode()) > 65_536 or not 1 <= len(text.strip()) <= 10_000:
            raise ValueError("a text has 1 to 10,000 characters")
        self.outbox[frame["id"]] = frame
        await self._pump()
        return str(frame["id"])

    async def _pump(self) -> None:
        """Send the oldest message that waits, when no other is on its way."""
        if self._ready and self._flying is None and self.outbox:
            self._flying = next(iter(self.outbox))
            await self.post(self.outbox[self._flying])

    async def _again(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._flying = None
        await self._pump()

    async def on_welcome(self, frame: Frame) -> None:
        """We are in: what waits goes out again."""
        self.keep(frame)
        self.tries = self.turned = 0
        self.visits += 1
        self._ready, self._worked = True, self._worked or self.way == "socket"
        await self._pump()

    async def on_entry(self, frame: Frame) -> None:
        """Take the next; ask for a gap."""
        conversation = frame["conversation"]
        talk = self.talks.get(conversation)
        if talk and talk.take(frame[self.place], frame):
            talk.asking = True
            await self.post(self.ask(conversation))

    async def on_resumed(self, frame: Frame) -> None:
        """Everything up to here was sent."""
        if talk := self.talks.get(frame["conversation"]):
            talk.mark(frame)
            if talk.resumed(frame[self.place], frame["first"]):
                talk.asking = True
                await self.post(self.ask(frame["conversation"]))

    async def on_ack(self, frame: Frame) -> None:
        """Stored: the next may go."""
        self.outbox.pop(frame["id"], None)
        self.acks[frame["id"]] = frame
        if self._flying == frame["id"]:
            self._flying = None
            await self._pump()

    async def on_error(self, frame: Frame) -> None:
        """A message that may be sent later waits; another is given up."""
        self.errors.append(frame)
        failed = frame.get("id") or self._flying
        if frame["of"] != "send" or failed is None:
            return
        if (retry := frame.get("retry")) is not None:
            task = asyncio.create_task(self._again(retry))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self.outbox.pop(failed, None)
            self._flying = None
            await self._pump()

    async def on_mark(self, frame: Frame) -> None:
        """How far the other side is."""
        if talk := self.talks.get(frame["conversation"]):
            talk.mark(frame)

    async def on_typing(self, frame: Frame) -> None:
        """Somebody writes, for 6 seconds at most."""
        if talk := self.talks.get(frame["conversation"]):
            talk.typing[frame["name"]] = time.monotonic() + 6 if frame["on"] else 0

    async def on_beat(self, frame: Frame) -> None:
        """Alive; ask for what was missed."""
        for conversation, head in frame["heads"].items():
            key = conversation if self.place == "said" else int(conversation)
            talk = self.talks.get(key)
            if talk and talk.head < head and not talk.asking:
                talk.asking = True
                await self.post(self.ask(key))

    async def on_bye(self, frame: Frame) -> None:
        """The server closes."""
        raise Ended(frame["code"], frame["retry"], final=frame["retry"] is None)

    async def typing(self, conversation: Any, on: bool, **more: Any) -> None:
        """Tell that writing begins or ends, and at most each 3 seconds that it goes on."""
        now = time.monotonic()
        if not on or now - self._typed >= 3:
            self._typed = now if on else 0.0
            await self.post({"kind": "typing", "conversation": conversation, "on": on, **more})

    async def seen(self, conversation: Any, said: int) -> None:
        """Everything up to here was on the screen."""
        await self.post({"kind": "seen", "conversation": conversation, "said": said})
