"""Bytes that are no good request, or only the beginning of one, from somebody nobody has let in."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.browser.server import PATIENCE, ROOT
from tests.web.live.conftest import House
from tests.web.live.test_trouble import memory

OWN: dict[str, str] = {}
UPGRADE = (
    "GET /live/visitor HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://{host}\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)


def _host(house: House) -> str:
    return urlsplit(house.url).netloc


def _connect(house: House) -> socket.socket:
    host, _, port = _host(house).partition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _answer(line: socket.socket) -> bytes:
    """Everything until the other side closes; fails when it never does."""
    said = b""
    with contextlib.suppress(ConnectionError):
        while part := line.recv(65_536):
            said += part
    return said


def _said(house: House, raw: bytes) -> bytes:
    with closing(_connect(house)) as line:
        line.sendall(raw.replace(b"HOST", _host(house).encode()))
        return _answer(line)


POST = b"POST /sign-in HTTP/1.1\r\nHost: HOST\r\n"
HIDDEN = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + HIDDEN,
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + HIDDEN,
        POST + b"Transfer-Encoding : chunked\r\n\r\n" + HIDDEN,
        POST + b"Transfer-Encoding: xchunked\r\n\r\n" + HIDDEN,
        POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\n" + HIDDEN,
        POST + b"Content-Length: +4\r\n\r\n" + HIDDEN,
        POST + b"Content-Length: -1\r\n\r\n" + HIDDEN,
        POST + b"X-Folded: a\r\n b\r\n\r\n" + HIDDEN,
        POST + b"Cookie: a=\x00b\r\n\r\n" + HIDDEN,
        POST.replace(b"\r\n", b"\n") + b"\n" + HIDDEN,
        b"GET /healthz\x00 HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello",
    ],
)
def test_no_request_hides_in_another(house: House, raw: bytes) -> None:
    said = _said(house, raw)
    assert said.startswith(b"HTTP/1.1 400 ")
    assert said.count(b"HTTP/1.1 ") == 1
    assert b"version" not in said


def _pieces(what: str) -> Iterator[bytes]:
    start = b"GET /sign-in HTTP/1.1\r\nHost: HOST\r\n"
    if what == "one long header":
        yield start + b"X-Long: "
    elif what == "many headers":
        yield start
    elif what == "a long address":
        yield b"GET /"
    else:
        yield POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
    for turn in range(100):
        lines = (b"X-%d-%d: 1\r\n" % (turn, one) for one in range(8_000))
        yield b"".join(lines) if "headers" in what else b"a" * 100_000


@pytest.mark.parametrize("what", ["one long header", "many headers", "a long address", "headers after the body"])
def test_a_head_that_never_ends_is_cut_short(house: House, what: str) -> None:
    before = memory(house)
    with closing(_connect(house)) as line, pytest.raises(ConnectionError):
        for piece in _pieces(what):
            line.sendall(piece.replace(b"HOST", _host(house).encode()))
        raise AssertionError("10 MB were read")
    assert memory(house) - before < 8_000
    asked = b"GET /healthz HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
    assert _said(house, asked).startswith(b"HTTP/1.1 200 ")


def test_a_head_of_ordinary_size_is_read(house: House) -> None:
    cookies = b"Cookie: other=" + b"a" * 30_000 + b"\r\n"
    asked = b"GET /sign-in HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n" + cookies + b"\r\n"
    assert b" 200 " in _said(house, asked)


async def test_whoever_does_not_finish_asking_is_not_waited_for(house: House) -> None:
    beginnings = (b"", b"GET /sign-in HT", b"\r\n\r\n", b"GET /sign-in HTTP/1.1\r\nHost: HOST\r\nX-Slow: a")

    ended = await asyncio.gather(*(asyncio.to_thread(_said, house, beginning) for beginning in beginnings))
    assert not any(b" 200 " in said for said in ended)


def _frame(kind: int, data: bytes, *, last: bool = True) -> bytes:
    return bytes([(0x80 if last else 0) | kind, 0x80 | len(data)]) + struct.pack(">I", 0) + data


def _socket(house: House) -> socket.socket:
    line = _connect(house)
    line.sendall(UPGRADE.format(host=_host(house)).encode())
    answer = line.recv(4_096)
    assert b" 101 " in answer
    assert b"deflate" not in answer
    return line


def test_a_frame_in_pieces_with_pings_between(house: House) -> None:
    hello = b'{"kind":"hello","key":"%s"}' % house.key.encode()
    with closing(_socket(house)) as line:
        pieces = [
            _frame(1, hello[:10], last=False),
            _frame(9, b"there"),
            _frame(0, b"", last=False),
            _frame(0, hello[10:]),
        ]
        line.sendall(b"".join(pieces))
        said = line.recv(65_536)
        while b'"kind":"welcome"' not in said:
            said += line.recv(65_536)
    assert b"\x8a\x05there" in said


def test_pings_of_somebody_who_does_not_read_fill_no_memory(house: House) -> None:
    before = memory(house)
    pings = _frame(9, b"a" * 125) * 1_000
    with closing(_socket(house)) as line:
        line.settimeout(3)
        sent = 0
        with pytest.raises(TimeoutError):
            while sent < 40_000_000:
                sent += line.send(pings[sent % 131 :])
        line.settimeout(PATIENCE)
        assert memory(house) - before < 8_000
        assert line.recv(2) == b"\x8a\x7d"


def test_a_crowd_comes_in_without_those_who_gave_up(house: House) -> None:
    """All ask at one moment; some are gone before their turn, one after the first half of a line."""
    upgrade = UPGRADE.format(host=_host(house)).encode()
    with contextlib.ExitStack() as open_lines:
        crowd = [open_lines.enter_context(closing(_connect(house))) for _ in range(120)]
        for place, line in enumerate(crowd):
            line.sendall(upgrade[:30] if place % 4 == 1 else upgrade)
        for line in crowd[::4]:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
        for line in crowd[1::4]:
            line.sendall(upgrade[30:])
        answers = [line.recv(12) for place, line in enumerate(crowd) if place % 4]
    assert answers == [b"HTTP/1.1 101"] * 90


def test_it_makes_room_for_many_connections() -> None:
    asks = (
        "import resource as r; from extramile.wire import make_room; r.setrlimit(r.RLIMIT_NOFILE, (256, 4096)); "
        "make_room(); print(r.getrlimit(r.RLIMIT_NOFILE)); make_room()"
    )
    command = [sys.executable, "-c", asks]
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")}, timeout=60)
    assert done.stdout.strip() == "(4096, 4096)", done.stderr


def test_whoever_is_half_way_holds_no_end_up(house: House) -> None:
    """Half an upload, half a head, silence, and a socket that says no hello, while the server is told to end."""
    halves = (POST + b"Content-Length: 90000\r\n\r\nhalf", b"GET /sign-in HTTP/1.1\r\nHost: HO", b"")
    with contextlib.ExitStack() as open_lines:
        for half in halves:
            line = open_lines.enter_context(closing(_connect(house)))
            line.sendall(half.replace(b"HOST", _host(house).encode()))
        silent = open_lines.enter_context(closing(_socket(house)))
        running = house.server._process
        assert running is not None
        running.send_signal(signal.SIGTERM)
        assert b'"code":"restarting"' in _answer(silent)
        assert running.wait(PATIENCE) in (0, -signal.SIGTERM)
    assert '"crashed"' not in house.server.log.read_text()
    house.server.start()
