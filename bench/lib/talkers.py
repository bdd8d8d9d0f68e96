"""Visitors and agents who talk through thick and thin, each over a network of their own that may break."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from zlib import crc32

from bench.lib.desk import Desk
from bench.lib.door import Door, may_come_again
from bench.lib.proxy import WHOLE, Fate, Proxy
from bench.lib.stream import listen, poll
from bench.lib.thread import Frame
from bench.lib.visitor import Visitor
from bench.lib.websocket import connect

HASTE = 0.2
MOST_WAITING = 5
NEWCOMER = 500
MOST_VISITORS = 300
# Of those who come one after the other, so many are where no websocket gets through.
WAYS = (connect, connect, listen, connect, connect, poll)
Fates = Callable[[str, int], Fate]


class Talker:
    """One client, its network, what it wrote (id and text, in order) and what it heard (id and text, by place)."""

    def __init__(self, name: str, door: Door, proxy: Proxy) -> None:
        self.name, self.door, self.proxy = name, door, proxy
        self.written: dict[str, str] = {}
        self.conversation_of: dict[str, str | int] = {}
        self.acked: dict[str, Frame] = {}
        self.heard: dict[str | int, list[tuple[str, str]]] = {}
        self.twinned = False
        self._coming: asyncio.Task[None] | None = None
        door.haste = HASTE
        door.on_ack = self._acknowledged
        door.on_entry = self._hears

    async def come(self) -> None:
        """Open the network, and come in; tried until it works."""
        await self.proxy.open()
        self.door.port = self.proxy.port
        self.door.headers["Origin"] = f"http://127.0.0.1:{self.proxy.port}"
        self._coming = asyncio.create_task(self._try())

    async def _try(self) -> None:
        while True:
            with suppress(OSError, TimeoutError):
                await self.door.open()
                return
            await asyncio.sleep(0.1)

    async def leave(self) -> None:
        """Close everything."""
        if self._coming:
            self._coming.cancel()
        self.door.close()
        await self.proxy.close()

    def wrote(self, conversation: str | int, name: str, text: str) -> None:
        """Remember what was said."""
        self.written[name], self.conversation_of[name] = text, conversation
        if self.twinned:
            may_come_again(name)

    def _acknowledged(self, frame: Frame) -> None:
        self.acked[frame["id"]] = frame

    def _hears(self, frame: Frame) -> None:
        self.heard.setdefault(frame["conversation"], []).append((frame["id"], frame["text"]))


class Talkers:
    """Everybody. `ports` are the processes of the install; each connection is led to one of them."""

    def __init__(self, ports: list[int], key: str, fates: Fates, dice: random.Random) -> None:
        self.visitors: list[Talker] = []
        self.desks: list[Talker] = []
        self.acknowledged = 0
        self.calm = False
        self._ports, self._key, self._fates, self._dice = ports, key, fates, dice
        self._turn = 0
        self._writing: asyncio.Task[None] | None = None

    def __iter__(self) -> Iterator[Talker]:
        return iter([*self.visitors, *self.desks])

    async def visitor(self) -> None:
        """One more visitor comes."""
        door = Visitor(0, self._key)
        door.way = WAYS[len(self.visitors) % len(WAYS)]
        # Half of them send on before what they said is acknowledged, as fast typists do.
        door.one_at_a_time = len(self._ports) > 1 or len(self.visitors) % 2 == 0
        self.visitors.append(await self._come(f"visitor {len(self.visitors)}", door))

    async def desk(self, cookie: str) -> None:
        """One more desk opens; it opens every conversation that it hears of."""
        door = Desk(0, cookie)
        door.way = WAYS[len(self.desks) % len(WAYS)]
        door.one_at_a_time = True
        door.on_row = lambda row: self._opens(door, row["conversation"])
        self.desks.append(await self._come(f"desk {len(self.desks)}", door))

    def open_everywhere(self, conversations: list[int]) -> None:
        """Have each desk open what it has not heard of."""
        for desk in self.desks:
            for conversation in conversations:
                assert isinstance(desk.door, Desk)
                self._opens(desk.door, conversation)

    def begin(self) -> None:
        """Begin to write, a few hundred messages a second at most."""
        self._writing = asyncio.create_task(self._write())

    async def hold(self) -> None:
        """Write nothing more, and let new connections be whole."""
        self.calm = True
        if self._writing:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)

    async def leave(self) -> None:
        """Close everything."""
        await self.hold()
        await asyncio.gather(*(one.leave() for one in self))

    async def _come(self, name: str, door: Door) -> Talker:
        proxy = Proxy(self._ports[0], lambda number: self._fated(talker, proxy, number))
        talker = Talker(name, door, proxy)
        door.on_ack = self._counted(door.on_ack)
        await talker.come()
        return talker

    def _fated(self, talker: Talker, proxy: Proxy, number: int) -> Fate:
        proxy.target = self._ports[crc32(f"{talker.name}/{number}".encode()) % len(self._ports)]
        found = WHOLE if self.calm else self._fates(talker.name, number)
        if found.twin:
            talker.twinned = True
            for name in talker.written:
                may_come_again(name)
        return found

    def _counted(self, on_ack: Callable[[Frame], None]) -> Callable[[Frame], None]:
        def counted(frame: Frame) -> None:
            self.acknowledged += 1
            on_ack(frame)

        return counted

    def _opens(self, desk: Desk, conversation: int) -> None:
        if conversation not in desk.watched:
            desk.watch(conversation)

    async def _write(self) -> None:
        while True:
            self._turn += 1
            self._visitor_writes(self._dice.choice(self.visitors))
            if self._turn % 2:
                self._desk_writes(self._dice.choice(self.desks))
            if self._turn % NEWCOMER == 0 and len(self.visitors) < MOST_VISITORS:
                await self.visitor()
            await asyncio.sleep(0.005)

    def _visitor_writes(self, one: Talker) -> None:
        assert isinstance(one.door, Visitor)
        if one.door.unacknowledged < MOST_WAITING:
            text = f"{self._turn} by {one.name}"
            one.wrote(one.door.conversation, one.door.write(text), text)

    def _desk_writes(self, one: Talker) -> None:
        assert isinstance(one.door, Desk)
        if one.door.watched and one.door.unacknowledged < MOST_WAITING:
            conversation = self._dice.choice(list(one.door.watched))
            text, note = f"{self._turn} by {one.name}", self._turn % 8 == 1
            one.wrote(conversation, one.door.say(conversation, text, note=note), text)
