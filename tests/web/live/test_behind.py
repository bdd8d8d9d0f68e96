"""Who was away for longer than one answer holds, told by the client of the measurements."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from bench.lib.desk import Desk
from bench.lib.door import Door
from bench.lib.visitor import Visitor

from tests.web.live.conftest import House

OWN = {"limit_sends": "1000", "limit_frames": "1000"}
LINES = 230


async def until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not there():
            await asyncio.sleep(0.02)


def hearing(door: Door) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    door.on_entry = lambda frame: heard.append((frame["id"], frame["text"]))
    return heard


async def test_it_hears_everything_once_and_in_order(house: House) -> None:
    port = int(urlsplit(house.url).port or 0)
    writer = Visitor(port, house.key)
    await writer.open()
    written = [(writer.write(f"Line {number}, <b> & so on"), f"Line {number}, <b> & so on") for number in range(LINES)]
    await until(lambda: not writer.unacknowledged and writer.said == LINES)

    maya = await asyncio.to_thread(house.browser, "Maya Reyes")
    desk = Desk(port, f"extramile_session={maya.session}")
    again = Visitor(port, house.key)
    again.token, again.conversation, again._opened = writer.token, writer.conversation, True
    for door in (desk, again):
        heard = hearing(door)
        await door.open()
        if isinstance(door, Desk):
            door.watch(house.number(writer.conversation))
        await until(lambda heard=heard: len(heard) >= LINES)  # type: ignore[misc]
        writer.write("And one that comes now")
        await until(lambda heard=heard: heard[-1][1] == "And one that comes now")  # type: ignore[misc]
        assert heard[:LINES] == written
        assert (door.gaps, door.repeated, door.errors) == (0, 0, [])
        door.close()
    writer.close()
