"""The stranger's client, which knows docs/live.md and nothing else, talks to a real server."""

from __future__ import annotations

import ast
import asyncio
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from extramile.demo import northfold
from tests.browser.server import Server
from tests.prepared import demo
from tests.stranger.client import Desk, Visitor
from tests.stranger.session import Client
from tests.stranger.talk import Talk

MAYA = "maya@northfold.example"
WAYS = ("socket", "stream", "polls")


@dataclass(frozen=True)
class Place:
    """A running install, its website's public key, and Maya's cookie."""

    server: Server
    key: str
    cookie: str

    def visitor(self, way: str, token: str | None = None) -> Visitor:
        return Visitor(self.server.url, self.key, token=token, way=way)

    def desk(self, way: str) -> Desk:
        return Desk(self.server.url, self.cookie, way=way)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    server = demo(tmp_path_factory.mktemp("stranger") / "data")
    server.start()
    try:
        with httpx.Client(base_url=server.url) as browser:
            key = re.search(r'/w/([^"/]+)\.js', browser.get("/demo/").text)
            form = re.search(r'name="(\w*csrf\w*)"[^>]*value="([^"]+)"', browser.get("/sign-in").text)
            assert key and form
            browser.post("/sign-in", data={"login": MAYA, "password": northfold.PASSWORD, form[1]: form[2]})
            yield Place(server, key[1], browser.cookies["extramile_session"])
    finally:
        server.kill()


async def entered(client: Client) -> None:
    await client.until(lambda: client.visits)


async def emptied(client: Client) -> None:
    await client.until(lambda: not client.outbox, within=60)


async def complete(client: Client, talk: Talk, names: set[str]) -> None:
    await client.until(lambda: names <= set(messages(talk)), within=60)


@asynccontextmanager
async def inside(*clients: Client) -> AsyncIterator[None]:
    """The clients run, and are in."""
    running = [asyncio.create_task(client.run()) for client in clients]
    try:
        for client in clients:
            await entered(client)
        yield
    finally:
        for task in running:
            task.cancel()
        ends = await asyncio.gather(*running, return_exceptions=True)
    assert not [end for end in ends if isinstance(end, Exception)]


async def opened(visitor: Visitor, desk: Desk, text: str) -> tuple[int, Talk]:
    """The visitor opens a conversation, and the desk finds it in its inbox and watches it."""
    await visitor.send(text)
    await desk.until(lambda: [row for row in desk.rows.values() if text in row["html"]])
    conversation = next(key for key, row in desk.rows.items() if text in row["html"])
    talk = await desk.watch(conversation)
    await desk.until(lambda: text in talk.texts())
    return conversation, talk


def messages(talk: Talk) -> list[str]:
    """The ids of the messages in their order."""
    return [talk.entries[place]["id"] for place in sorted(talk.entries) if talk.entries[place]["type"] == "message"]


def test_the_client_imports_nothing_of_the_product() -> None:
    for file in Path(__file__).parent.glob("*.py"):
        if file.name != Path(__file__).name:
            for node in ast.walk(ast.parse(file.read_text())):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [f"{node.module}"] if node.level == 0 else []
                    assert node.level < 2
                for name in names:
                    assert name.split(".")[0] in sys.stdlib_module_names | {"httpx", "websockets"}


@pytest.mark.parametrize("way", WAYS)
async def test_they_talk_and_the_note_stays_at_the_desk(place: Place, way: str) -> None:
    visitor, desk = place.visitor(way), place.desk(way)
    async with inside(visitor, desk):
        conversation, talk = await opened(visitor, desk, f"Where is my parcel, by {way}?")
        await desk.note(conversation, "lost in Utrecht")
        await desk.reply(conversation, "It left the depot.")
        await visitor.until(lambda: "It left the depot." in visitor.talk.texts())
        await visitor.send("Thank\u2028you.")
        await desk.until(lambda: "Thank\u2028you." in talk.texts())
        await visitor.seen(visitor.conversation, 3)
        await desk.seen(conversation, 3)
        await desk.until(lambda: talk.seen == 3)
        await visitor.until(lambda: visitor.talk.seen == 3)
        await desk.typing(conversation, True)
        await visitor.until(lambda: any(visitor.talk.typing.values()))
    assert visitor.talk.texts() == [f"Where is my parcel, by {way}?", "It left the depot.", "Thank\u2028you."]
    assert sorted(visitor.talk.entries) == [1, 2, 3]
    assert "lost in Utrecht" in talk.texts()
    assert visitor.errors == desk.errors == []


async def test_a_repeated_send_is_stored_once_and_a_token_brings_it_back(place: Place) -> None:
    visitor, desk = place.visitor("socket"), place.desk("socket")
    async with inside(visitor, desk):
        _, talk = await opened(visitor, desk, "first")
        twice = await visitor.send("once only")
        again = {"kind": "send", "conversation": visitor.conversation, "id": twice, "text": "once only"}
        await visitor.until(lambda: twice in visitor.acks)
        place_of_first = visitor.acks.pop(twice)
        await visitor.post(again, again)
        await visitor.until(lambda: twice in visitor.acks)
        assert visitor.acks[twice] == place_of_first
        await visitor.send("last")
        await desk.until(lambda: "last" in talk.texts())
    assert talk.texts() == ["first", "once only", "last"]
    later = place.visitor("polls", token=visitor.token)
    async with inside(later):
        await later.until(lambda: later.talk.head == 3)
    assert later.conversation == visitor.conversation
    assert messages(later.talk) == messages(talk)


async def test_a_killed_server_loses_and_doubles_nothing(place: Place) -> None:
    visitor, desk, polled = place.visitor("socket"), place.desk("stream"), place.desk("polls")
    async with inside(visitor, desk, polled):
        conversation, talk = await opened(visitor, desk, "before the storm")
        watched = await polled.watch(conversation)
        sent = [await visitor.send(f"wave {n}") for n in range(5)]
        answered = [await desk.reply(conversation, f"bank {n}") for n in range(5)]
        await asyncio.to_thread(place.server.kill)
        sent += [await visitor.send(f"wind {n}") for n in range(3)]
        answered += [await desk.reply(conversation, f"tree {n}") for n in range(3)]
        await asyncio.to_thread(place.server.start)
        everything = {messages(talk)[0], *sent, *answered}
        for client in (visitor, desk):
            await emptied(client)
        for client, has in ((visitor, visitor.talk), (desk, talk), (polled, watched)):
            await complete(client, has, everything)
        assert visitor.visits == desk.visits == polled.visits == 2
    assert messages(visitor.talk) == messages(talk) == messages(watched)
    assert len(messages(talk)) == len(everything)
    assert [name for name in messages(talk) if name in sent] == sent
    assert [name for name in messages(talk) if name in answered] == answered


async def test_where_no_websocket_passes_they_come_by_stream(place: Place) -> None:
    async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while piece := await source.read(65_536):
            if b"upgrade: websocket" in piece.lower():
                break
            sink.write(piece)
            await sink.drain()
        sink.close()

    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to_server = await asyncio.open_connection("127.0.0.1", place.server.port)
        await asyncio.gather(pass_on(reader, to_server), pass_on(there, writer), return_exceptions=True)

    proxy = await asyncio.start_server(between, "127.0.0.1", 0)
    async with proxy:
        visitor = Visitor(f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}", place.key)
        async with inside(visitor):
            name = await visitor.send("through a narrow door")
            await visitor.until(lambda: name in visitor.acks)
    assert visitor.way == "stream"
    assert visitor.turned == 0
