"""What stands before the pages: the bridge, static files, Host and health."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest

from extramile.web import bridge
from extramile.web.bridge import Bridge
from tests.web.live.conftest import House

Answer = tuple[int, dict[str, str], bytes]


def ask(house: House, path: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """One request, written out by hand; the body as it came."""
    to = urlsplit(house.url)
    named = {"Host": to.netloc, "Connection": "close"} | {k.replace("__", "-"): v for k, v in headers.items()}
    if body:
        named.setdefault("Content-Length", str(len(body)))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    with socket.create_connection((to.hostname, to.port), timeout=20) as wire:
        wire.sendall("\r\n".join(lines).encode("latin-1") + body)
        raw = b""
        while chunk := wire.recv(65536):
            raw += chunk
    head, _, rest = raw.partition(b"\r\n\r\n")
    first, *fields = head.decode("latin-1").split("\r\n")
    got = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
    return int(first.split()[1]), got, _unchunked(rest) if got.get("transfer-encoding") == "chunked" else rest


def _unchunked(raw: bytes) -> bytes:
    whole = b""
    while raw:
        size, _, raw = raw.partition(b"\r\n")
        whole, raw = whole + raw[: int(size, 16)], raw[int(size, 16) + 2 :]
    return whole


def test_health(house: House) -> None:
    status, headers, body = ask(house, "/healthz")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert json.loads(body).keys() == {"version", "state"}
    assert json.loads(body)["state"] == "ready"
    assert ask(house, "/healthz", Host="whatever.example")[0] == 200, "probes come by any name"


@pytest.mark.parametrize("host", ["evil.example", "[", "", "127.0.0.1.evil.example", "user@evil.example"])
@pytest.mark.parametrize("path", ["/sign-in", "/static/css/base.css", "/demo/", "/"])
def test_a_name_that_is_not_ours(house: House, host: str, path: str) -> None:
    assert ask(house, path, Host=host)[0] == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "[::1]:80", "192.0.2.7"])
def test_names_that_are_ours(house: House, host: str) -> None:
    assert ask(house, "/sign-in", Host=host)[0] == 200


def style(house: House) -> str:
    """The address of a static file as a page gives it."""
    found = re.search(r"/static/[0-9a-f]{12}/css/base\.css", ask(house, "/sign-in")[2].decode())
    assert found
    return found[0]


def test_static_files(house: House) -> None:
    path = style(house)
    status, headers, whole = ask(house, path)
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/css")
    assert headers["x-content-type-options"] == "nosniff"
    assert "Accept-Encoding" in headers["vary"]
    assert int(headers["content-length"]) == len(whole)
    status, head, nothing = ask(house, path, method="HEAD")
    assert (status, nothing, head["content-length"]) == (200, b"", headers["content-length"])
    assert ask(house, path, method="POST")[0] == 405
    status, ranged, part = ask(house, path, Range="bytes=5-9")
    assert (status, part, ranged["content-range"]) == (206, whole[5:10], f"bytes 5-9/{len(whole)}")
    assert ask(house, path, Range="bytes=999999999-")[0] == 416
    assert ask(house, path, Range="nonsense")[2] == whole
    again = ask(house, path, If__Modified__Since=headers["last-modified"])
    assert (again[0], again[2]) == (304, b"")


def test_compressed_variants(house: House) -> None:
    path = style(house)
    whole = ask(house, path)[2]
    for accepted, encoding, open_it in (("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)):
        status, headers, small = ask(house, path, Accept__Encoding=accepted)
        assert (status, headers["content-encoding"]) == (200, encoding)
        assert open_it(small) == whole
        assert len(small) < len(whole)
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py", "/static/..%2fsettings.py", "/static/%2e%2e/settings.py", "/static//etc/passwd",
        "/static/css/../../settings.py", "/static/\\..\\settings.py", "/static/css", "/static/", "/static/nowhere.css",
        "/static/css/base.css%00.js", "/static/css/base.css/", "/static/....//settings.py", "/static/~root",
    ],
)  # fmt: skip
def test_no_way_out_of_the_shelf(house: House, path: str) -> None:
    status, _, body = ask(house, path)
    assert status == 404
    assert b"SECRET" not in body


def test_a_body_that_is_too_large(house: House) -> None:
    status, _, said = ask(
        house, "/sign-in", method="POST", Content__Length=str(bridge.MOST + 1), body=b"x" * (bridge.MOST + 1)
    )
    assert (status, said.splitlines()[0]) == (413, b"The request is too large.")
    assert ask(house, "/sign-in", method="POST", body=b"x" * 100_000)[0] in (400, 403)


def test_slow_senders_take_no_threads(house: House) -> None:
    """More half-sent requests than there are threads, and pages answer all the same."""
    to = urlsplit(house.url)
    wires = [socket.create_connection((to.hostname, to.port), timeout=20) for _ in range(20)]
    for wire in wires:
        wire.sendall(f"POST /sign-in HTTP/1.1\r\nHost: {to.netloc}\r\nContent-Length: 1000\r\n\r\nlogin=".encode())
    assert ask(house, "/sign-in")[0] == 200
    for wire in wires:
        wire.close()
    assert ask(house, "/sign-in")[0] == 200


def test_pages_say_how_they_are_to_be_shown(house: House) -> None:
    _, headers, _ = ask(house, "/sign-in")
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "no-store" in headers["cache-control"]
    assert "server" not in headers


class Pages:
    """Stands for Django behind the bridge, and remembers what came through."""

    def __init__(self) -> None:
        self.scope: dict[str, Any] = {}
        self.body = b""
        self.called = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.called += 1
        self.scope = scope
        more = True
        while more:
            message = await receive()
            self.body += message["body"]
            more = message["more_body"]


async def through(messages: Iterable[dict[str, Any]], headers: Any = ()) -> tuple[Pages, list[dict[str, Any]]]:
    """A request, message by message, through a bridge; then silence."""
    made, sent, waiting = Bridge(1), [], list(messages)
    made._pages = pages = Pages()  # type: ignore[assignment]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    await made({"type": "http", "headers": list(headers)}, receive, send)
    return pages, sent


def part(body: bytes, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


async def test_a_body_in_parts_arrives_whole() -> None:
    whole = bytes(range(256)) * 2000
    parts = [part(whole[at : at + 1000]) for at in range(0, len(whole), 1000)]
    pages, _ = await through([*parts, part(b"", False)])
    assert pages.body == whole


async def test_headers_with_underscores_are_dropped() -> None:
    given = [(b"x_forwarded_for", b"1.2.3.4"), (b"x-forwarded-for", b"5.6.7.8"), (b"content_length", b"9")]
    pages, _ = await through([part(b"", False)], given)
    heard = [(name, value) for name, value in pages.scope["headers"] if name != b"x-request-id"]
    assert heard == [(b"x-forwarded-for", b"5.6.7.8")]


async def test_a_browser_does_not_name_its_request() -> None:
    pages, _ = await through([part(b"", False)], [(b"x-request-id", b"somebody@mail.example")])
    [(name, value)] = pages.scope["headers"]
    assert name == b"x-request-id" and re.fullmatch(rb"[0-9a-f]{12}", value)


async def test_a_sender_that_goes_away_costs_no_thread() -> None:
    pages, sent = await through([part(b"half"), {"type": "http.disconnect"}])
    assert (pages.called, sent) == (0, [])


async def test_a_sender_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "WITHIN", 0.02)
    pages, sent = await through([part(b"half")])
    assert pages.called == 0
    assert sent[0]["status"] == 408


async def test_too_much_in_small_parts() -> None:
    pages, sent = await through([part(b"x" * 100_000)] * 30)
    assert pages.called == 0
    assert sent[0]["status"] == 413


def test_nothing_secret_is_in_the_log(house: House) -> None:
    log = Path(house.server.log).read_text()
    secret = (house.server.data / "secret-key").read_text()
    assert secret not in log
