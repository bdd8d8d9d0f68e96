"""A TCP proxy on this machine that does to connections what networks do: cut, delay, swallow and repeat them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.lib.websocket import RESET

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one connection.

    Everything takes `delay` seconds each way. After `cut_up` bytes toward the server, or `cut_down` bytes toward the
    client, both ends are reset. A `twin` is a second connection to the server that is sent the same bytes, and whose
    answers nobody hears: what a box on the way does that tries again.
    """

    delay: float = 0.0
    cut_up: int | None = None
    cut_down: int | None = None
    twin: bool = False


WHOLE = Fate()


def _whole(number: int) -> Fate:
    return WHOLE


class Proxy:
    """Listens at a free port of 127.0.0.1 and leads each connection to `target`, another port.

    `fates` says what becomes of the first connection, the second, and so on; they count from 0.
    """

    def __init__(self, target: int, fates: Callable[[int], Fate] = _whole) -> None:
        self.target = target
        self.port = 0
        self.refusing = False
        self.carried = 0
        self._fates = fates
        self._count = 0
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()
        self._passing = asyncio.Event()
        self._passing.set()

    async def open(self) -> None:
        """Begin to listen; `port` is known afterwards."""
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening, and cut what is left."""
        if self._server:
            self._server.close()
        self.cut()
        await asyncio.gather(*self._links, return_exceptions=True)

    def cut(self) -> None:
        """Reset every connection, at both ends."""
        for link in self._links:
            link.cancel()

    def hush(self) -> None:
        """Let nothing pass any more, and tell nobody; new connections are taken, and stay as silent."""
        self._passing.clear()

    def freeze(self) -> None:
        """Let nothing pass any more over the connections there are, for ever; new ones are as good as any."""
        self._passing.clear()
        self._passing = asyncio.Event()
        self._passing.set()

    def go_on(self) -> None:
        """Let everything pass again, first of all what has waited."""
        self._passing.set()

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing:
            _reset(writer)
            return
        fate = self._fates(self._count)
        self._count += 1
        link = asyncio.get_running_loop().create_task(self._link(fate, reader, writer))
        self._links.add(link)
        link.add_done_callback(partial(self._over, writer))

    def _over(self, writer: asyncio.StreamWriter, link: asyncio.Task[None]) -> None:
        self._links.discard(link)
        # One that is cut in the very step in which it came has not begun, and would leave its client waiting for ever.
        if not writer.transport.is_closing():
            _reset(writer)

    async def _link(self, fate: Fate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = [writer]
        pumps: list[asyncio.Task[bool]] = []
        cut = True
        try:
            for _ in range(1 + fate.twin):
                answers, end = await asyncio.open_connection("127.0.0.1", self.target)
                ends.append(end)
                # Nobody hears the twin's answers, and yet they have to be read.
                heard = [] if pumps else [writer]
                pumps.append(asyncio.create_task(self._pump(answers, heard, fate.delay, fate.cut_down)))
            pumps.append(asyncio.create_task(self._pump(reader, ends[1:], fate.delay, fate.cut_up)))
            ended, _ = await asyncio.wait([pumps[0], pumps[-1]], return_when=asyncio.FIRST_COMPLETED)
            cut = any(pump.result() for pump in ended)
        except OSError:
            # The server is not there.
            pass
        finally:
            for pump in pumps:
                pump.cancel()
            for one in ends:
                # What was passed on before a calm end still arrives.
                _reset(one) if cut else one.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writers: list[asyncio.StreamWriter], delay: float, most: int | None
    ) -> bool:
        """Pass on what comes until the end; returns whether that end is a cut."""
        passed, passing = 0, self._passing
        try:
            while data := await reader.read(_CHUNK):
                if delay:
                    await asyncio.sleep(delay)
                await passing.wait()
                data = data if most is None else data[: most - passed]
                for writer in writers:
                    writer.write(data)
                for writer in writers:
                    await writer.drain()
                passed += len(data)
                self.carried += len(data)
                if passed == most:
                    return True
        except (OSError, RuntimeError):
            # uvloop says by the second that what is written to has just been closed.
            return True
        return False


def _reset(writer: asyncio.StreamWriter) -> None:
    ours = writer.get_extra_info("socket")
    if ours is not None and not writer.transport.is_closing():
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
