"""A websocket client (RFC 6455) that costs little: thousands of them share one core with a server under load."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CONTINUATION, _CLOSE, _PING = 0x1, 0x0, 0x8, 0x9
LOST = 1006
# A plain close would be a calm end to whoever reads.
RESET = struct.pack("ii", 1, 0)


class Refused(ConnectionError):
    """The server answered the upgrade with something else than 101."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the upgrade was answered with {status}")
        self.status = status


def _framed(opcode: int, payload: bytes) -> bytes:
    # A client has to mask. The key of four zeros leaves the bytes as they are; the random key of a browser protects
    # proxies from scripts, and there is neither here.
    size = len(payload)
    if size < 126:
        return bytes((0x80 | opcode, 0x80 | size)) + b"\0\0\0\0" + payload
    if size < 65536:
        return bytes((0x80 | opcode, 0xFE)) + size.to_bytes(2, "big") + b"\0\0\0\0" + payload
    return bytes((0x80 | opcode, 0xFF)) + size.to_bytes(8, "big") + b"\0\0\0\0" + payload


class Socket(asyncio.Protocol):
    """One connection. `on_text` gets each text message as bytes, `on_lost` the close code, once, when it ends."""

    def __init__(self, on_text: Callable[[bytes], None], on_lost: Callable[[int], None]) -> None:
        self._on_text = on_text
        self._on_lost = on_lost
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._shaken = False
        self._accept = b""
        self._rest = b""
        self._parts: list[bytes] = []
        self._code = LOST
        self._transport: Any = None

    def send(self, payload: bytes) -> None:
        """Send one text message; a connection that is gone swallows it, as a network would."""
        if not self._transport.is_closing():
            self._transport.write(_framed(_TEXT, payload))

    def close(self) -> None:
        """Say goodbye and hang up."""
        if not self._transport.is_closing():
            self._transport.write(_framed(_CLOSE, (1000).to_bytes(2, "big")))
            self._transport.close()

    def cut(self) -> None:
        """Be gone without a word: the other side gets a reset."""
        ours = self._transport.get_extra_info("socket")
        if ours is not None and not self._transport.is_closing():
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._transport.abort()

    def stall(self) -> None:
        """Read nothing any more, and stay connected."""
        self._transport.pause_reading()

    async def shake(self, host: str, path: str, headers: Mapping[str, str]) -> None:
        """Ask for the upgrade and wait for it. Raises Refused, or ConnectionError."""
        key = base64.b64encode(os.urandom(16))
        self._accept = base64.b64encode(hashlib.sha1(key + _GUID).digest())
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket"]
        lines += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key.decode()}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._transport.write("\r\n".join([*lines, "", ""]).encode())
        await self._opened

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._shaken:
            self._on_lost(self._code)
        else:
            self._fail(ConnectionError("closed before the upgrade"))

    def _fail(self, error: Exception) -> None:
        # Whoever waited may have been stopped meanwhile.
        if not self._opened.done():
            self._opened.set_exception(error)

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
        at = 0 if self._shaken else self._answered(data)
        if at >= 0:
            at = self._frames(data, at)
        self._rest = data[max(at, 0) :]

    def _answered(self, data: bytes) -> int:
        """Read the answer to the upgrade; returns where frames begin, or -1 while it is incomplete or refused."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return -1
        status = int(data[9:12])
        if status != 101 or self._accept not in data[:end]:
            self._fail(Refused(status))
            self._transport.close()
            return -1
        self._shaken = True
        if not self._opened.done():
            self._opened.set_result(None)
        return end + 4

    def _frames(self, data: bytes, at: int) -> int:
        """Take every whole frame from `at` on; returns where the first incomplete one begins."""
        end = len(data)
        while end - at >= 2:
            size, head = data[at + 1], at + 2
            if size == 126:
                head = at + 4
                size = int.from_bytes(data[at + 2 : head], "big") if end >= head else end
            elif size == 127:
                head = at + 10
                size = int.from_bytes(data[at + 2 : head], "big") if end >= head else end
            if head + size > end:
                break
            payload = data[head : head + size]
            if data[at] == 0x81:
                self._on_text(payload)
            else:
                self._other(data[at], payload)
            at = head + size
        return at

    def _other(self, first: int, payload: bytes) -> None:
        opcode = first & 0x0F
        if opcode == _PING:
            self._transport.write(_framed(0xA, payload))
        elif opcode == _CLOSE:
            self._code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
            self._transport.write(_framed(_CLOSE, payload[:2]))
            self._transport.close()
        elif opcode in (_TEXT, _CONTINUATION):
            self._parts.append(payload)
            if first & 0x80:
                whole, self._parts = b"".join(self._parts), []
                self._on_text(whole)


async def connect(
    port: int,
    path: str,
    headers: Mapping[str, str],
    on_text: Callable[[bytes], None],
    on_lost: Callable[[int], None],
) -> Socket:
    """Open a websocket to 127.0.0.1. Raises Refused when the server declines, OSError when it is not there."""
    loop = asyncio.get_running_loop()
    _, opened = await loop.create_connection(lambda: Socket(on_text, on_lost), "127.0.0.1", port)
    await opened.shake(f"127.0.0.1:{port}", path, headers)
    return opened
