"""The network that the measurements break on purpose, without the product."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from bench.lib.proxy import Fate, Proxy

Lines = list[bytes]
Through = Callable[..., Awaitable[Proxy]]


@pytest.fixture
async def heard() -> Lines:
    """What the server behind the proxy was sent, line by line."""
    return []


@pytest.fixture
async def through(heard: Lines) -> AsyncIterator[Through]:
    """Opens a proxy in front of a server that answers each line with its length and the line."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while line := await reader.readline():
                heard.append(line)
                writer.write(b"%d " % len(line) + line)
                if line == b"end\n":
                    break
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    opened: list[Proxy] = []

    async def open_one(*fates: Fate) -> Proxy:
        proxy = Proxy(server.sockets[0].getsockname()[1], lambda number: fates[number] if fates else Fate())
        await proxy.open()
        opened.append(proxy)
        return proxy

    yield open_one
    for proxy in opened:
        await proxy.close()
    server.close()


async def say(proxy: Proxy, *lines: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.writelines(lines)
    return reader, writer


async def test_one_that_is_cut_in_the_step_in_which_it_comes_is_told(through: Through) -> None:
    proxy = await through()

    def cut_at_once(number: int) -> Fate:
        asyncio.get_running_loop().call_soon(proxy.cut)
        return Fate()

    proxy._fates = cut_at_once
    reader, _ = await say(proxy, b"one\n")
    with pytest.raises(ConnectionError):
        await asyncio.wait_for(reader.read(), 10)


async def test_passes_on_both_ways_and_ends_calmly(through: Through) -> None:
    proxy = await through()
    reader, writer = await say(proxy, b"one\n", b"two\n", b"x" * 60_000 + b"\n", b"end\n")
    assert await asyncio.wait_for(reader.read(), 10) == b"4 one\n4 two\n60001 " + b"x" * 60_000 + b"\n4 end\n"
    writer.close()


async def test_cuts_after_so_many_bytes(through: Through, heard: Lines) -> None:
    proxy = await through(Fate(cut_up=6), Fate(cut_down=8))
    reader, _ = await say(proxy, b"one\n", b"two\n")
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 10)
    assert b"two\n" not in heard
    reader, _ = await say(proxy, b"three\n", b"four\n")
    assert await asyncio.wait_for(reader.readexactly(8), 10) == b"6 three\n"[:8]
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 10)


async def test_a_twin_says_everything_once_more_and_nobody_hears_its_answers(through: Through, heard: Lines) -> None:
    proxy = await through(Fate(twin=True))
    reader, writer = await say(proxy, b"one\n", b"end\n")
    assert await asyncio.wait_for(reader.read(), 10) == b"4 one\n4 end\n"
    assert heard.count(b"one\n") == 2
    writer.close()


async def test_cuts_everybody_at_once_and_refuses(through: Through) -> None:
    proxy = await through()
    reader, _ = await say(proxy, b"one\n")
    assert await asyncio.wait_for(reader.readline(), 10) == b"4 one\n"
    proxy.refusing = True
    proxy.cut()
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 10)
    reader, _ = await say(proxy)
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 10)


async def test_holds_back_and_goes_on(through: Through, heard: Lines) -> None:
    proxy = await through(Fate(delay=0.01))
    proxy.hush()
    reader, writer = await say(proxy, b"one\n", b"end\n")
    await asyncio.sleep(0.1)
    assert heard == []
    proxy.go_on()
    assert await asyncio.wait_for(reader.read(), 10) == b"4 one\n4 end\n"
    writer.close()
