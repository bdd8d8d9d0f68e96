"""The live doors over plain HTTP: who is let in, what is taken, and that nothing is lost between two polls."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from extramile.web.live.fallback import ADDRESSES
from extramile.web.policy import Who
from tests.web.live.conftest import SHOP, Browser, House, Visit
from tests.web.live.stream_socket import StreamSocket
from tests.web.live.talk import Talk, dial, new
from tests.web.live.test_doors import HELLO
from tests.web.live.test_trouble import memory

GOOD = {"kind": "hello", "watch": []}
OWN: dict[str, str] = {}


@pytest.fixture
def way() -> str:
    return "stream"


@pytest.fixture
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=house.url, timeout=40, trust_env=False) as client:
        yield client


def cookie(house: House, name: str = "Maya Reyes") -> dict[str, str]:
    return {"Cookie": f"extramile_session={house.browser(name).session}", "Origin": house.url}


def over(talk: Talk) -> StreamSocket:
    assert isinstance(talk.socket, StreamSocket)
    return talk.socket


def begun(answer: httpx.Response) -> tuple[str, list[tuple[int, list[Any]]]]:
    """The name of the stream that an answer gives, and its events."""
    name, events = "", []
    for event in answer.text.split("\n\n"):
        fields = [line.partition(": ")[::2] for line in event.split("\n") if line and not line.startswith(":")]
        data = [json.loads(value) for field, value in fields if field == "data"]
        if ("event", "stream") in fields:
            name = data[0]["stream"]
        elif fields:
            events.append((int(dict(fields)["id"]), data))
    return name, events


@pytest.mark.parametrize("path", ADDRESSES)
async def test_each_address_admits_whom_it_declares(house: House, http: httpx.AsyncClient, path: str) -> None:
    """A stranger, a visitor, and agents from their own page, from another website's, and from none."""
    hello = GOOD if ADDRESSES[path].door == "desk" else {**HELLO, "key": house.key, "poll": True}
    body = {"stream": "x.y", "frames": [{"kind": "ping"}]} if ADDRESSES[path].takes else {**hello, "poll": True}
    good = 404 if ADDRESSES[path].takes else 200
    evil = {**cookie(house), "Origin": "https://evil.example"}
    for headers in ({"Origin": SHOP}, {"Origin": house.url}, {}, evil, {"Cookie": cookie(house)["Cookie"]}):
        answer = await http.post(path, json=body, headers=headers)
        assert answer.status_code == (good if ADDRESSES[path].who is Who.PUBLIC else 403), headers
        assert ("welcome" in answer.text) is (
            path == "/live/visitor/stream" and headers.get("Origin") in (SHOP, house.url)
        )
    for name in ("Maya Reyes", "Jo Lind", "Ines Duarte"):
        answer = await http.post(path, json=body, headers=cookie(house, name))
        assert answer.status_code == good


@pytest.mark.parametrize("path", ADDRESSES)
async def test_what_is_no_json_posted_is_not_taken(house: House, http: httpx.AsyncClient, path: str) -> None:
    """A form of another website can post with a browser's cookies, but neither JSON nor its content type."""
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        assert (await http.request(method, path, headers=cookie(house))).status_code == 405
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonp"):
        answer = await http.post(path, content=json.dumps(GOOD), headers={**cookie(house), "Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (415, "malformed")
    named = {**cookie(house), "Content-Type": "application/json; charset=utf-8"}
    deep = b'{"kind":' + b"[" * 900 + b"]" * 900 + b',"stream":"a.b","frames":[' + b"[" * 900 + b"]" * 900 + b"]}"
    for bad in (b"", b"[]", b"1", b"{", b"\xff{}", b'"x"', b"null", b"[" * 100_000, deep, b'{"stream":1}', b"{}"):
        answer = await http.post(path, content=bad, headers=named)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed"), bad[:20]
    answer = await http.post(path, content=b" " * 262_145, headers=named)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    for name in ("", "x", "x.y", "é", "../..", "x" * 10_000):
        body = {"stream": name, "after": 0, "frames": [{"kind": "ping"}]}
        answer = await http.post(path, json=body, headers=cookie(house))
        assert (answer.status_code, answer.json()["code"]) == (404, "gone")


async def test_there_is_nothing_else_under_live(http: httpx.AsyncClient) -> None:
    for path in ("/live/", "/live/visitor", "/live/desk", "/live/desk/stream/", "/live/nowhere"):
        assert (await http.post(path, json=GOOD)).status_code == 404
    assert (await http.post("/live/desk/stream", json=GOOD, headers={"Host": "evil.example"})).status_code == 400


async def test_other_websites_may_ask_and_not_with_cookies(house: House, http: httpx.AsyncClient) -> None:
    asks = {"Origin": SHOP, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for path in ADDRESSES:
        answer = await http.options(path, headers=asks)
        if ADDRESSES[path].door == "desk":
            assert answer.status_code == 405
            assert not [name for name in answer.headers if name.startswith("access-control")]
        else:
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
            assert answer.headers["access-control-allow-headers"] == "content-type"
            assert "access-control-allow-credentials" not in answer.headers
    answer = await http.post("/live/visitor/stream", json={**HELLO, "key": house.key, "poll": True})
    assert (answer.headers["access-control-allow-origin"], begun(answer)[1][0][1][0]["code"]) == ("*", "refused")


async def test_whoever_posts_has_to_be_the_same(
    house: House, http: httpx.AsyncClient, visit: Visit, desk: Visit
) -> None:
    visitor, maya = await visit(), await desk()
    ping = [{"kind": "ping"}]
    for talk, door, good, others in (
        (visitor, "visitor", {"Origin": SHOP}, [{"Origin": "https://other.example"}, {}, cookie(house)]),
        (maya, "desk", cookie(house), [cookie(house, "Jo Lind"), cookie(house, "Ines Duarte")]),
    ):
        for headers in others:
            body = {"stream": over(talk).name.result(), "frames": ping, "after": 9}
            for act in ("frames", "stream"):
                answer = await http.post(f"/live/{door}/{act}", json=body, headers=headers)
                assert (answer.status_code, answer.json()["code"]) == (404, "gone")
        await talk.alive()
        body = {"stream": over(talk).name.result(), "frames": ping}
        assert (await http.post(f"/live/{door}/frames", json=body, headers=good)).status_code == 202
    crossed = {"stream": over(maya).name.result(), "frames": ping}
    assert (await http.post("/live/visitor/frames", json=crossed, headers=cookie(house))).status_code == 404
    log = house.server.log.read_text()
    assert over(visitor).name.result() not in log
    assert over(maya).name.result() not in log


async def test_bad_frames_are_answered_over_the_stream(house: House, visit: Visit) -> None:
    visitor = await visit()
    for bad, code in (
        ({"kind": "watch", "conversation": 1, "seq": 0}, "unknown_kind"), ({"kind": 1}, "malformed"),
        ([], "malformed"), (None, "malformed"), ("x" * 70_000, "too_large"), ({"kind": "send"}, "malformed"),
        ({"kind": "hello", "key": "x"}, "malformed"),
    ):  # fmt: skip
        visitor.got.clear()
        assert (await over(visitor).post([bad])).status_code == 202
        assert (await visitor.hears("error"))["code"] == code
    conversation, name = new(), new()
    half = json.dumps({"kind": "send", "conversation": conversation, "id": name, "text": "a\ud83d"})
    body = f'{{"stream":"{over(visitor).name.result()}","frames":[{half}]}}'
    answer = await over(visitor).client.post(
        f"{house.url}/live/visitor/frames", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 202
    assert (await visitor.hears("entry", id=name))["text"] == "a\ufffd"


async def test_a_hello_that_is_refused_says_why(house: House, knock: Visit) -> None:
    for hello, code, origin in (
        ({**HELLO, "key": "site_nowhere"}, "refused", SHOP), ({**HELLO, "key": house.key}, "refused", "https://evil.example"),
        ({**HELLO, "key": house.key, "token": "x"}, "token", SHOP), ({"kind": "ping"}, "hello_first", SHOP),
    ):  # fmt: skip
        talk = await knock(origin=origin)
        await talk.say(hello)
        assert (await talk.bye())["code"] == code


async def test_an_agent_who_signs_out(house: House, http: httpx.AsyncClient, talks: list[Talk]) -> None:
    browser = await asyncio.to_thread(Browser(house.url).sign_in, "Priya Raman")
    headers = {"Cookie": f"extramile_session={browser.session}"}
    for way in ("stream", "poll"):
        talks.append(await dial(house.url, "/live/desk", "desk", origin=house.url, headers=headers, way=way))
        await talks[-1].say(GOOD)
        await talks[-1].hears("welcome")
    await asyncio.to_thread(browser.post, "/sign-out")
    for talk in talks:
        assert ((await talk.bye())["code"], talk.got[-1]["retry"]) == ("revoked", None)
        body = {"stream": over(talk).name.result(), "frames": [{"kind": "ping"}]}
        answer = await http.post("/live/desk/frames", json=body, headers={**headers, "Origin": house.url})
        assert answer.status_code == 404


async def test_a_poll_that_was_cut_is_answered_again(house: House, http: httpx.AsyncClient, begin: Any) -> None:
    """Every answer is thrown away the first time; the client sees each event once, in order, all the same."""
    visitor, conversation, _ = await begin("0")
    hello = {**HELLO, "key": house.key, "token": visitor.all("welcome")[0]["token"], "conversation": conversation}
    headers = {"Origin": SHOP}
    first = await http.post("/live/visitor/stream", json={**hello, "poll": True}, headers=headers)
    name, events = begun(first)
    writing = asyncio.create_task(_write(visitor, conversation, 40))
    texts: list[str] = []
    last = 0
    while True:
        for number, frames in events:
            assert number == last + 1
            last = number
            texts += [frame["text"] for frame in frames if frame["kind"] == "entry"]
        if len(texts) > 40:
            break
        body = {"stream": name, "after": last}
        lost = await http.post("/live/visitor/stream", json=body, headers=headers)
        again = await http.post("/live/visitor/stream", json=body, headers=headers)
        assert lost.text == again.text
        events = begun(again)[1]
    await writing
    assert texts == [str(number) for number in range(41)]


async def test_a_brief_poll_waits_for_nothing(house: House, http: httpx.AsyncClient, begin: Any) -> None:
    visitor, conversation, _ = await begin("0")
    hello = {**HELLO, "key": house.key, "token": visitor.all("welcome")[0]["token"], "conversation": conversation}
    ask = partial(http.post, "/live/visitor/stream", headers={"Origin": SHOP})
    name, events = begun(await ask(json={**hello, "poll": True}))
    last = 0
    while events:
        last = events[-1][0]
        events = begun(await ask(json={"stream": name, "after": last, "brief": True}))[1]
    await visitor.send(conversation, "1")
    events = begun(await ask(json={"stream": name, "after": last}))[1]
    assert events[0][0] == last + 1


async def _write(visitor: Talk, conversation: str, most: int) -> None:
    for number in range(1, most + 1):
        await visitor.send(conversation, str(number))


async def test_a_second_poll_ends_the_first(house: House, http: httpx.AsyncClient) -> None:
    headers = {"Origin": SHOP}
    hello = {**HELLO, "key": house.key, "poll": True}
    name, events = begun(await http.post("/live/visitor/stream", json=hello, headers=headers))
    ask = partial(http.post, "/live/visitor/stream", headers=headers)
    seen = "here"
    while seen == "here":
        # Who was at the desk before this test may leave only now, and then a poll has something to tell.
        body = {"stream": name, "after": events[-1][0]}
        waits = asyncio.create_task(ask(json=body))
        await asyncio.sleep(0.2)
        other = asyncio.create_task(ask(json=body))
        if told := begun(await asyncio.wait_for(waits, 10))[1]:
            assert told[0][1][0]["kind"] == "here"
            other.cancel()
            events = told
            continue
        await http.post("/live/visitor/frames", json={"stream": name, "frames": [{"kind": "ping"}]}, headers=headers)
        events = begun(await asyncio.wait_for(other, 10))[1]
        seen = events[-1][1][-1]["kind"]
    assert seen == "beat"


async def test_a_stream_that_is_not_read(house: House, desk: Visit, begin: Any, way: str) -> None:
    """A browser that opens a stream and never reads it: cut off, bounded, and nobody else is slower for it."""
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    hello = json.dumps({"kind": "hello", "watch": [{"conversation": number, "seq": 0}]})
    stalled = await asyncio.to_thread(_raw, house, "/live/desk/stream", hello)
    before = memory(house)
    try:
        for _ in range(30):
            names = [new() for _ in range(100)]
            texts = [{"kind": "send", "conversation": conversation, "id": one, "text": "x" * 2000} for one in names]
            await visitor.say(*texts)
            await visitor.hears("ack", id=names[-1])
        await maya.hears("entry", said=3001)
        assert [one["seq"] for one in maya.all("entry")] == list(range(1, 3002))
        assert memory(house) - before < 60_000, "the outbox is bounded"
    finally:
        stalled.close()


def _raw(house: House, path: str, body: str) -> socket.socket:
    to = urlsplit(house.url)
    lines = [f"POST {path} HTTP/1.1", f"Host: {to.netloc}", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in cookie(house, "Sam Okafor").items()]
    opened = socket.create_connection((to.hostname, to.port), timeout=5)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.sendall("\r\n".join([*lines, f"Content-Length: {len(body)}", "", body]).encode())
    return opened


async def test_the_end_of_the_server_is_told(house: House, visit: Visit, talks: list[Talk]) -> None:
    stream = await visit()
    poll = await dial(house.url, "/live/visitor", "visitor", origin=SHOP, way="poll")
    talks.append(poll)
    await poll.say({**HELLO, "key": house.key})
    await poll.hears("welcome")
    ending = asyncio.create_task(asyncio.to_thread(house.server.stop))
    try:
        for talk in (stream, poll):
            assert ((await talk.bye())["code"], talk.got[-1]["retry"]) == ("restarting", 1)
    finally:
        await ending
        await asyncio.to_thread(house.server.start)
