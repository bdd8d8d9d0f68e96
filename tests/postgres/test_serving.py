"""An install on PostgreSQL, from the command line: who may serve, what is refused, and a database that goes away."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from extramile import alone
from tests import cluster, prepared
from tests.browser.server import Server
from tests.cluster import Cluster
from tests.prepared import demo_in
from tests.test_cli import SERVING, extramile
from tests.test_cli_import import record
from tests.web.live.conftest import LIMITS, SHOP, House
from tests.web.live.talk import Talk, dial, new


@pytest.fixture
def address() -> str:
    """An empty database."""
    running = cluster.wanted()
    assert running
    return cluster.database(running, uuid.uuid4().hex)


@pytest.fixture
def made() -> str:
    """One with tables, that nobody has served from yet."""
    running = cluster.wanted()
    assert running
    return prepared.empty_in(running)


@pytest.fixture
def own() -> Iterator[Cluster]:
    """A PostgreSQL that only this test uses, and may stop."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture
async def talks() -> AsyncIterator[list[Talk]]:
    opened: list[Talk] = []
    yield opened
    for one in opened:
        await one.close()


def refused(data: Path, address: str) -> str:
    """What `serve` says when it will not, in one line."""
    done = extramile(*SERVING, "--data", str(data), EXTRAMILE_DATABASE_URL=address)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_one_server_for_one_database(tmp_path: Path, made: str) -> None:
    running = Server(tmp_path / "one", command="serve", database_url=made)
    running.start()
    try:
        assert "Another Extramile serves this database, and only one process can" in refused(tmp_path / "two", made)
        assert "--data" in refused(tmp_path / "one", made)
    finally:
        running.kill()
    again = Server(tmp_path / "two", command="serve", database_url=made)
    again.start()
    again.stop()
    assert not (tmp_path / "two" / "extramile.sqlite3").exists()


def test_a_database_that_does_not_fit_is_refused(tmp_path: Path, address: str) -> None:
    base = address.rpartition("/")[0]
    for name, words in (("bytes", "ENCODING SQL_ASCII LOCALE 'C'"), ("letters", "ENCODING UTF8 LOCALE 'C'")):
        made = cluster.database(base, f"{name}{uuid.uuid4().hex}", words=f"{words} TEMPLATE template0")
        assert "LOCALE 'C.UTF-8' TEMPLATE template0" in refused(tmp_path / "data", made)
    assert "EXTRAMILE_DATABASE_URL" in refused(tmp_path / "data", f"{base}/not-there")
    assert "Start PostgreSQL" in refused(tmp_path / "data", "postgres://nobody@127.0.0.1:1/none")


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, made: str) -> None:
    with psycopg.connect(made) as database:
        database.execute(
            b"INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9999_later', '2030-01-01')"
        )
    said = refused(tmp_path / "data", made)
    assert "newer version" in said and "9999_later" in said


def test_two_at_once_prepare_one_database_and_take_each_chat_once(tmp_path: Path, address: str) -> None:
    chats = tmp_path / "chats.jsonl"
    chats.write_bytes(b"".join(record(number) for number in range(120)))

    def bring(name: str) -> dict[str, int]:
        words = ("import", "chats", str(chats), "--json", "--data", str(tmp_path / name))
        done = extramile(*words, EXTRAMILE_DATABASE_URL=address)
        assert (done.returncode, done.stderr) == (0, "")
        return dict(json.loads(done.stdout))

    with ThreadPoolExecutor(2) as both:
        came = list(both.map(bring, ("one", "two")))
    assert sum(one["added"] for one in came) == 120 and sum(one["messages"] for one in came) == 240
    assert all(one["added"] + one["present"] == 120 for one in came)


async def test_postgres_restarted_under_a_server(tmp_path: Path, own: Cluster, talks: list[Talk]) -> None:
    server = Server(tmp_path / "data", database_url=demo_in(own.address, tmp_path / "data"), **LIMITS)
    await asyncio.to_thread(server.start)
    house = House(server)
    house.allow(SHOP)
    maya = await asyncio.to_thread(house.browser, "Maya Reyes")
    try:
        visitor = await dial(server.url, "/live/visitor", "visitor", origin=SHOP)
        talks.append(visitor)
        await visitor.say({"kind": "hello", "key": house.key})
        await visitor.hears("welcome")
        conversation = new()
        await visitor.send(conversation, "before")
        frames = [{"kind": "send", "conversation": conversation, "id": new(), "text": "during"} for _ in range(3)]
        for mode in ("fast", "immediate"):
            await asyncio.to_thread(own.stop, mode)
            for frame in frames:
                assert (await visitor.asks(frame, "error", id=frame["id"]))["code"] == "unavailable"
            resume = {"kind": "resume", "conversation": conversation, "said": 0}
            assert (await visitor.asks(resume, "error", of="resume"))["code"] == "unavailable"
            await asyncio.to_thread(own.start)
            await _got_over(visitor, frames[0])
            await visitor.asks(resume, "resumed")
            assert "before" in await asyncio.to_thread(maya.get, "/desk/")
        for place, frame in enumerate(frames, 2):
            assert (await visitor.asks(frame, "ack", id=frame["id"]))["said"] == place
        await asyncio.sleep(alone._LOOK + 1)
        said = await asyncio.to_thread(refused, tmp_path / "other", server.settings["database_url"])
        assert "only one process can" in said
    finally:
        await asyncio.to_thread(server.stop)


async def _got_over(visitor: Talk, frame: dict[str, str]) -> None:
    """Send until it is stored: the first try may still meet the connection that was lost."""
    for _ in range(20):
        visitor.got.clear()
        await visitor.say(frame)
        await visitor.until(lambda: visitor.all("ack", id=frame["id"]) or visitor.all("error", id=frame["id"]))
        if visitor.all("ack", id=frame["id"]):
            return
        await asyncio.sleep(0.2)
    raise AssertionError("the server does not get over it")
