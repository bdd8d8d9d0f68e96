"""A served demo company, and people who talk to it over real sockets.

To start it takes a processor two seconds: a module whose tests leave it fit for others shares it with them.
"""

from __future__ import annotations

import http.cookiejar
import json
import random
import re
import sqlite3
import urllib.parse
import urllib.request
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from extramile.demo import northfold
from tests.browser.server import Server
from tests.prepared import demo
from tests.web.live.talk import Frame, Talk, dial, new

SHOP = "https://shop.northfold.example"
LIMITS = {"limit_conversations": "10000", "limit_connections": "1000", "limit_sends": "10000"}
LIMITS |= {"limit_agent_sends": "10000", "limit_frames": "10000", "trust_proxy": "yes"}


class Browser:
    """Cookies of one browser, and pages fetched with them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self._opener.open(self.url + path, timeout=20) as answer:
            return answer.read().decode()  # type: ignore[no-any-return]

    def post(self, path: str, page: str | None = None, **fields: Any) -> str:
        """Post a form as its page would; `page` is where the form stands."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page or path))
        assert found, f"no form at {page or path}"
        pairs = [("csrfmiddlewaretoken", found[1])]
        for name, value in fields.items():
            pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
        request = urllib.request.Request(self.url + path, urllib.parse.urlencode(pairs).encode())
        request.add_header("Referer", self.url + path)
        with self._opener.open(request, timeout=20) as answer:
            return answer.read().decode()  # type: ignore[no-any-return]

    def sign_in(self, name: str, password: str = northfold.PASSWORD) -> Browser:
        self.post("/sign-in", login=northfold.address(name), password=password)
        assert self.session, f"{name} could not sign in"
        return self

    @property
    def session(self) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == "extramile_session"), "")


class House:
    """The served company, its doors and its database."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._signed_in: dict[str, Browser] = {}

    @property
    def url(self) -> str:
        return self.server.url

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database holds; UUIDs in 32 digits."""
        if address := self.server.settings.get("database_url"):
            with psycopg.connect(address) as postgres:
                found = postgres.execute(query.replace("?", "%s").encode(), values).fetchall()
                return [tuple(one.hex if isinstance(one, uuid.UUID) else one for one in row) for row in found]
        with sqlite3.connect(f"file:{self.server.data}/extramile.sqlite3?mode=ro", uri=True, timeout=20) as database:
            return database.execute(query, values).fetchall()

    def agent(self, name: str) -> int:
        return int(self.rows("SELECT id FROM people_agent WHERE name = ?", name)[0][0])

    @property
    def key(self) -> str:
        return str(self.rows("SELECT key FROM desk_website ORDER BY id")[0][0])

    def browser(self, name: str) -> Browser:
        """The browser in which somebody is signed in, shared by all tests of the module."""
        if name not in self._signed_in:
            self._signed_in[name] = Browser(self.url).sign_in(name)
        return self._signed_in[name]

    def allow(self, *origins: str) -> None:
        """Make these the allowed origins of the demo's website."""
        if address := self.server.settings.get("database_url"):
            with psycopg.connect(address) as postgres:
                postgres.execute("UPDATE desk_website SET origins = %s", [json.dumps(origins)])
            return
        with sqlite3.connect(f"{self.server.data}/extramile.sqlite3", timeout=20) as database:
            database.execute("UPDATE desk_website SET origins = ?", [json.dumps(origins)])

    def number(self, conversation: str) -> int:
        """The desk's number of a visitor's conversation."""
        found = self.rows("SELECT id FROM desk_conversation WHERE public_id = ?", conversation.replace("-", ""))
        return int(found[0][0])


Visit = Callable[..., Awaitable[Talk]]


def served(folder: Path, **settings: str) -> Iterator[House]:
    """The demo company, served until the end."""
    server = demo(folder / "data", **LIMITS | settings)
    server.start()
    made = House(server)
    made.allow(SHOP, "https://other.example")
    yield made
    server.kill()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[House]:
    """The demo company, served: the one of all modules, or of this alone where it sets `OWN` to settings or to {}."""
    own = getattr(request.module, "OWN", None)
    if own is None:
        yield request.getfixturevalue("shared_house")
    else:
        yield from served(tmp_path_factory.mktemp("live"), **own)


@pytest.fixture
async def talks() -> AsyncIterator[list[Talk]]:
    """Sockets that are hung up after the test."""
    opened: list[Talk] = []
    yield opened
    for one in opened:
        await one.close()


@pytest.fixture
def way() -> str:
    """How connections are made: by a `socket`; tests may ask for a `stream` or a `poll`."""
    return "socket"


@pytest.fixture
def knock(house: House, talks: list[Talk], way: str) -> Visit:
    """Opens a socket and says nothing yet: `await knock("visitor", origin=…)`."""

    async def open_it(door: str = "visitor", *, origin: str | None = SHOP, **headers: str) -> Talk:
        named = {"X-Forwarded-For": f"10.0.{random.randrange(256)}.{random.randrange(256)}"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        talks.append(await dial(house.url, f"/live/{door}", door, origin=origin, headers=named, way=way))
        return talks[-1]

    return open_it


@pytest.fixture
def visit(house: House, knock: Visit) -> Visit:
    """A visitor who is in: `await visit()`, or `await visit(token=…, conversation=…, said=…)` for one who is back."""

    async def come(*, origin: str = SHOP, **hello: Any) -> Talk:
        talk = await knock("visitor", origin=origin)
        await talk.say({"kind": "hello", "key": house.key, "token": None, "conversation": None, "said": 0, **hello})
        await talk.hears("welcome")
        return talk

    return come


@pytest.fixture
def desk(house: House, knock: Visit) -> Visit:
    """An agent at their desk: `await desk("Maya Reyes", watch=[…])`."""

    async def come(
        name: str = "Maya Reyes", *, watch: list[Frame] | None = None, browser: Browser | None = None
    ) -> Talk:
        session = (browser or house.browser(name)).session
        talk = await knock("desk", origin=house.url, Cookie=f"extramile_session={session}")
        await talk.say({"kind": "hello", "watch": watch or []})
        await talk.hears("welcome")
        return talk

    return come


@pytest.fixture
def begin(house: House, visit: Visit) -> Callable[..., Awaitable[tuple[Talk, str, int]]]:
    """A visitor with a conversation: the socket, the UUID and the number."""

    async def come(text: str = "Hello") -> tuple[Talk, str, int]:
        talk, conversation = await visit(), new()
        await talk.send(conversation, text)
        return talk, conversation, house.number(conversation)

    return come
