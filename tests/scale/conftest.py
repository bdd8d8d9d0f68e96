"""Several processes of one install, on a PostgreSQL and a Redis that the tests start."""

from __future__ import annotations

import random
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests import cluster, prepared
from tests.browser.server import ROOT, Server
from tests.cluster import Cluster
from tests.scale.valkey import Valkey
from tests.web.live.conftest import LIMITS, SHOP, Browser, House
from tests.web.live.talk import Frame, Talk, dial, new

_HERE = Path(__file__).parent
SECRET = "several-processes-share-this-secret-key"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.postgres)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL."""
    running = cluster.wanted()
    if running:
        yield running
        return
    made = Cluster()
    yield made.address
    made.remove()


@pytest.fixture(scope="session")
def valkey() -> Iterator[Valkey]:
    """A Redis that no test stops."""
    made = Valkey()
    yield made
    made.remove()


class Fleet:
    """Processes of one install, the demo company: its database, and the data folder of the first of them."""

    def __init__(self, first: Path, database: str, redis: str, **settings: str) -> None:
        self.first = first
        self.settings = LIMITS | {"database_url": database, "redis_url": redis, "secret_key": SECRET} | settings
        self.servers: list[Server] = []
        self._workers: list[subprocess.Popen[bytes]] = []

    def start(self, count: int, *, module: str = "tests.scale.sooner") -> list[House]:
        """Start more processes, all at once."""
        made = [self._made(module, "serve") for _ in range(count)]
        if not self.servers:
            made[0] = Server(self.first, module=module, **self.settings)
        self.servers += made
        with ThreadPoolExecutor(count) as all_at_once:
            list(all_at_once.map(Server.start, made))
        return [House(one) for one in made]

    def _made(self, module: str, command: str, **other: str) -> Server:
        return Server(self.first.parent / uuid.uuid4().hex, module=module, command=command, **self.settings | other)

    def work(self, **other: str) -> subprocess.Popen[bytes]:
        """Start a worker, with other settings than the rest where they are given."""
        server = self._made("tests.scale.sooner", "worker", **other)
        words = [sys.executable, "-m", server.module, "worker", "--data", str(server.data)]
        with server.log.open("ab") as log:
            worker = subprocess.Popen(words, cwd=ROOT, env=server._environment(), stdout=log, stderr=log)
        self._workers.append(worker)
        return worker

    def stop(self) -> None:
        """End them all."""
        for worker in self._workers:
            worker.kill()
            worker.wait()
        for server in self.servers:
            server.kill()


def install(folder: Path, postgres: str, valkey: Valkey) -> Iterator[Fleet]:
    """An install without processes yet, ended afterwards."""
    made = Fleet(folder / "first", prepared.demo_in(postgres, folder / "first"), valkey.address)
    yield made
    made.stop()


def pair(fleet: Fleet) -> list[House]:
    """Its first two processes."""
    both = fleet.start(2)
    both[0].allow(SHOP, "https://other.example")
    return both


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory, postgres: str, valkey: Valkey) -> Iterator[Fleet]:
    """An install without processes yet, shared by all tests that leave it as they found it."""
    yield from install(tmp_path_factory.mktemp("fleet"), postgres, valkey)


@pytest.fixture(scope="session")
def houses(fleet: Fleet) -> list[House]:
    """Two processes of one install."""
    return pair(fleet)


@pytest.fixture
async def talks() -> AsyncIterator[list[Talk]]:
    """Sockets that are hung up after the test."""
    opened: list[Talk] = []
    yield opened
    for one in opened:
        await one.close()


Visit = Callable[..., Awaitable[Talk]]


@pytest.fixture
def visit(talks: list[Talk]) -> Visit:
    """A visitor who is in: `await visit(house)`, or with `token=…, conversation=…, said=…` one who is back."""

    async def come(at: House, *, origin: str = SHOP, **hello: Any) -> Talk:
        headers = {"X-Forwarded-For": f"10.0.{random.randrange(256)}.{random.randrange(256)}"}
        talk = await dial(at.url, "/live/visitor", "visitor", origin=origin, headers=headers)
        talks.append(talk)
        await talk.say({"kind": "hello", "key": at.key, "token": None, "conversation": None, "said": 0, **hello})
        await talk.hears("welcome")
        return talk

    return come


@pytest.fixture
def desk(talks: list[Talk]) -> Visit:
    """An agent at a desk: `await desk(house, "Maya Reyes", watch=[…], browser=…)`."""

    async def come(
        at: House, name: str = "Maya Reyes", *, watch: list[Frame] | None = None, browser: Browser | None = None
    ) -> Talk:
        session = (browser or at.browser(name)).session
        headers = {"Cookie": f"extramile_session={session}"}
        talk = await dial(at.url, "/live/desk", "desk", origin=at.url, headers=headers)
        talks.append(talk)
        await talk.say({"kind": "hello", "watch": watch or []})
        await talk.hears("welcome")
        return talk

    return come


@pytest.fixture
def begin(visit: Visit) -> Callable[..., Awaitable[tuple[Talk, str, int]]]:
    """A visitor with a conversation: the socket, the UUID and the number."""

    async def come(at: House, text: str = "Hello") -> tuple[Talk, str, int]:
        talk, conversation = await visit(at), new()
        await talk.send(conversation, text)
        return talk, conversation, at.number(conversation)

    return come
