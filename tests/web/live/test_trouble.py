"""Full disks, locked databases, stalled listeners and ends: told, bounded, and got over without a restart."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browser.server import PATIENCE, ROOT
from tests.web.live.conftest import SHOP, House, Visit
from tests.web.live.talk import Talk, dial, new
from tests.web.live.test_lossless import Begin

_FORM = "application/x-www-form-urlencoded"
OWN: dict[str, str] = {}


@contextlib.contextmanager
def full_disk(house: House) -> Iterator[None]:
    """The server cannot make any file longer, its log included."""
    pid = process(house)
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def process(house: House) -> int:
    running = house.server._process
    assert running is not None
    return running.pid


def memory(house: House) -> int:
    """Resident memory of the server, in KiB."""
    status = Path(f"/proc/{process(house)}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


@pytest.mark.sqlite
async def test_a_full_disk(house: House, begin: Begin, desk: Visit) -> None:
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    names = [new() for _ in range(3)]
    frames = [{"kind": "send", "conversation": conversation, "id": one, "text": one * 100} for one in names]
    with full_disk(house):
        for frame in frames:
            error = await visitor.asks(frame, "error", id=frame["id"])
            assert (error["code"], error["retry"], error["conversation"]) == ("unavailable", 3, conversation)
        error = await maya.asks({"kind": "send", "conversation": number, "id": new(), "text": "x"}, "error")
        assert (error["code"], error["of"]) == ("unavailable", "send")
        error = await maya.asks({"kind": "presence", "state": "away"}, "error")
        assert (error["code"], error["of"]) == ("unavailable", "presence")
        await maya.asks({"kind": "watch", "conversation": number, "seq": 0}, "resumed")
        await visitor.alive()
        await maya.alive()
        newcomer = await dial(house.url, "/live/visitor", "visitor", origin=SHOP)
        await newcomer.say({"kind": "hello", "key": house.key})
        await newcomer.hears("welcome")
        await newcomer.close()
    for place, frame in enumerate(frames, start=2):
        assert (await visitor.asks(frame, "ack"))["said"] == place
    await maya.hears("entry", text=names[2] * 100)
    query = "SELECT count(*), count(DISTINCT name) FROM desk_entry WHERE conversation_id = ?"
    assert house.rows(query, number) == [(4, 4)]


@pytest.mark.sqlite
async def test_a_locked_database(house: House, begin: Begin) -> None:
    visitor, conversation, number = await begin()
    name = new()
    frame = {"kind": "send", "conversation": conversation, "id": name, "text": "x"}
    other = sqlite3.connect(house.server.data / "extramile.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        await visitor.say(frame)
        await visitor.alive()
        error = await visitor.hears("error", id=name, within=15)
        assert error["code"] == "unavailable"
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert (await visitor.asks(frame, "ack"))["said"] == 2
    assert house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ?", number) == [(2,)]


@pytest.mark.sqlite
async def test_pages_behind_a_locked_database_hold_up_no_end(house: House, begin: Begin) -> None:
    """More of them than there are threads: one after the other they would wait for most of a minute."""
    _, _, number = await begin()
    maya = house.browser("Maya Reyes")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', maya.get(f"/desk/c/{number}"))
    assert token
    headers = {"Cookie": "; ".join(f"{one.name}={one.value}" for one in maya.jar), "Referer": f"{house.url}/desk/"}
    other = sqlite3.connect(house.server.data / "extramile.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    running = house.server._process
    assert running is not None
    try:
        lines = [http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=30) for _ in range(8)]
        form = urlencode({"csrfmiddlewaretoken": token[1], "to": f"agent:{house.agent('Maya Reyes')}"})
        for line in lines:
            line.request("POST", f"/desk/c/{number}/assign", form, {**headers, "Content-Type": _FORM})
        # Who came before this have been read too.
        maya.get("/healthz")
        running.send_signal(signal.SIGTERM)
        answers = await asyncio.gather(*(asyncio.to_thread(line.getresponse) for line in lines))
        assert [(one.status, one.headers["Retry-After"]) for one in answers] == [(503, "5")] * 8
        assert await asyncio.to_thread(running.wait, 30) in (0, -signal.SIGTERM)
    finally:
        other.execute("ROLLBACK")
        other.close()
        house.server.restart()


async def test_a_listener_that_does_not_read(house: House, begin: Begin, desk: Visit) -> None:
    """5,000 entries come to somebody who stopped reading: cut off, forgotten, and nobody else is slower for it."""
    visitor, conversation, number = await begin()
    watch = [{"conversation": number, "seq": 0}]
    stalled, maya = await desk("Sam Okafor", watch=watch), await desk(watch=watch)
    await stalled.hears("resumed")
    stalled.socket.transport.pause_reading()
    stalled._reader.cancel()
    before = memory(house)
    text = "x" * 2000
    for _ in range(50):
        names = [new() for _ in range(100)]
        await visitor.say(*({"kind": "send", "conversation": conversation, "id": one, "text": text} for one in names))
        await visitor.hears("ack", id=names[-1], within=30)
    await maya.hears("entry", said=5001, within=30)
    arrived = [one["seq"] for one in maya.all("entry")]
    assert arrived == list(range(1, 5002))
    assert memory(house) - before < 60_000, "the outbox is bounded"
    await visitor.send(conversation, "and still there for others")
    await maya.hears("entry", said=5002)
    await stalled.socket.close()
    back = await desk("Sam Okafor", watch=[{"conversation": number, "seq": 1}])
    resumed = await back.hears("resumed")
    assert (resumed["seq"], resumed["first"]) == (5002, 4803)


async def test_a_listener_that_reads_late_is_told_why(house: House, begin: Begin, desk: Visit) -> None:
    visitor, conversation, number = await begin()
    slow = await desk("Sam Okafor", watch=[{"conversation": number, "seq": 0}])
    slow.socket.transport.pause_reading()
    text = "x" * 4000
    for _ in range(30):
        names = [new() for _ in range(60)]
        await visitor.say(*({"kind": "send", "conversation": conversation, "id": one, "text": text} for one in names))
        await visitor.hears("ack", id=names[-1], within=30)
    slow.socket.transport.resume_reading()
    bye = await slow.bye()
    assert (bye["code"], bye["retry"], slow.code) == ("slow", 1, 4408)
    seqs = [one["seq"] for one in slow.all("entry")]
    assert seqs == list(range(1, len(seqs) + 1)), "what came before the end is whole"


async def test_a_second_server_on_the_same_folder_refuses(house: House) -> None:
    command = [sys.executable, "-m", "extramile", "serve", "--data", str(house.server.data), "--port", "0", "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    environment = {name: value for name, value in environment.items() if not name.startswith("EXTRAMILE_")}
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "Another Extramile serves" in done.stderr
    assert "--data" in done.stderr
    assert "Traceback" not in done.stderr


async def _chatter(visitor: Talk, conversation: str) -> None:
    """Write without a pause, a few messages ahead of their acknowledgements: what a busy machine has no time for would
    only pile up, and be stored before anybody hears of the end."""
    with contextlib.suppress(Exception):
        for turn in range(10_000):
            await visitor.say({"kind": "send", "conversation": conversation, "id": new(), "text": str(turn) * 200})
            await visitor.until(lambda turn=turn: turn - len(visitor.all("ack")) < 20)


def calm(house: House, before: int) -> None:
    """Nothing broke since the log was `before` bytes long; until then disks were full."""
    log = house.server.log.read_bytes()[before:].decode()
    assert "Traceback" not in log and '"where"' not in log, log[-3000:]


async def test_it_ends_calmly(house: House, visit: Visit, desk: Visit, talks: list[Talk]) -> None:
    """SIGTERM while many write, and one does not read: what was accepted is on disk, and everybody is told."""
    before = house.server.log.stat().st_size
    visitors = [await visit() for _ in range(20)]
    conversations = [new() for _ in visitors]
    for visitor, conversation in zip(visitors, conversations, strict=True):
        await visitor.send(conversation, "0")
    watch = [{"conversation": house.number(conversation), "seq": 0} for conversation in conversations]
    maya, stalled = await desk(watch=watch), await desk("Sam Okafor", watch=watch)
    await maya.until(lambda: len(maya.all("resumed")) == 20, within=30)
    silent = await dial(house.url, "/live/visitor", "visitor", origin=SHOP)
    talks.append(silent)
    stalled.socket.transport.pause_reading()
    stalled._reader.cancel()
    pairs = list(zip(visitors, conversations, strict=True))
    going = [asyncio.create_task(_chatter(visitor, conversation)) for visitor, conversation in pairs]
    for visitor in visitors:
        await visitor.until(lambda visitor=visitor: len(visitor.all("ack")) > 2)
    running = house.server._process
    assert running is not None
    running.send_signal(signal.SIGTERM)
    try:
        for talk in [*visitors, maya]:
            bye = await talk.bye()
            assert (bye["code"], bye["retry"], talk.code) == ("restarting", 1, 1012)
        assert (await silent.bye())["code"] == "restarting"
        assert await asyncio.to_thread(running.wait, PATIENCE) in (0, -signal.SIGTERM)
    finally:
        for task in going:
            task.cancel()
        # Whatever went wrong is told by this test alone.
        house.server.restart()
    stored = {name for (name,) in house.rows("SELECT name FROM desk_entry")}
    for visitor in visitors:
        acked = [one["id"].replace("-", "") for one in visitor.all("ack")]
        assert len(acked) == len(set(acked)) > 1
        assert stored.issuperset(acked)
        heard = {one["id"] for one in visitor.all("entry", by="visitor")} | {one["id"] for one in visitor.all("ack")}
        assert {name.replace("-", "") for name in heard} <= stored
    calm(house, before)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_it_ends_with_nobody_there(house: House, how: signal.Signals) -> None:
    before = house.server.log.stat().st_size
    running = house.server._process
    assert running is not None
    running.send_signal(how)
    try:
        assert await asyncio.to_thread(running.wait, PATIENCE) in (0, -how, 128 + how)
        calm(house, before)
    finally:
        house.server.restart()
