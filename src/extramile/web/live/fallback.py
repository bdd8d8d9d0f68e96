"""The live doors for those whom no websocket reaches: answers as server-sent events or by polls, frames by POST."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from extramile.base import metrics
from extramile.people.access import session_digest
from extramile.web import door
from extramile.web.bridge import WHY, Refused, spool
from extramile.web.door import Receive, Scope, Send
from extramile.web.live import frames
from extramile.web.live.doors import Doors, session_of
from extramile.web.live.frames import BadFrame, Door
from extramile.web.live.stream import Gone, Stream
from extramile.web.live.streams import Serve, Streams
from extramile.web.policy import Who

MOST = 262_144
COMMENT = 15.0
_PADDING = b":" + b" " * 2046 + b"\n\n"
_EVENTS = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)
_JSON = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))
# What a page may have is said by hello, and by the stream's name. That another page may read why it is refused harms
# nobody, and a browser sends no cookie to an answer for everybody.
_ANYWHERE = ((b"access-control-allow-origin", b"*"),)
_PREFLIGHT = (
    (b"access-control-allow-methods", b"POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the fall-back: at which door, for whom, and whether it takes frames or gives them."""

    door: Door
    who: Who
    takes: bool


ADDRESSES = {
    "/live/visitor/stream": Address("visitor", Who.PUBLIC, takes=False),
    "/live/visitor/frames": Address("visitor", Who.PUBLIC, takes=True),
    "/live/desk/stream": Address("desk", Who.AGENT, takes=False),
    "/live/desk/frames": Address("desk", Who.AGENT, takes=True),
}


class NotTaken(Exception):
    """A request that is answered with an error: its status, its code, and what it says."""

    def __init__(self, status: int, code: str, says: str, retry: float | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"code": code, "says": says, "retry": retry}


class Fallback:
    """Everything under /live/ that is no websocket."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.streams = Streams(doors.house)

    async def __call__(self, scope: Scope, receive: Receive, send: Send, *, ready: bool) -> None:
        address = ADDRESSES.get(scope["path"])
        headers = _ANYWHERE if address and address.door == "visitor" else ()
        try:
            if address is None:
                raise NotTaken(404, "nowhere", "There is nothing at this address.")
            if scope["method"] == "OPTIONS" and headers:
                await _answer(send, 204, (*headers, *_PREFLIGHT))
                return
            body = await _read(scope, receive)
            if not ready and "kind" in body:
                raise NotTaken(503, "restarting", "The desk restarts.", retry=1)
            if address.takes:
                await self._take(address, scope, body)
                await _answer(send, 202, (*headers, *_JSON), b"{}")
            else:
                await self._give(address, scope, body, receive, send)
        except NotTaken as error:
            metrics.refused(address.door if address else "none", str(error.body["code"]))
            await _answer(send, error.status, (*headers, *_JSON), orjson.dumps(error.body))
        except Refused:
            # The sender went away.
            pass

    async def _take(self, address: Address, scope: Scope, body: dict[str, Any]) -> None:
        name, said = _name(body), body.get("frames")
        if not isinstance(said, list) or not said:
            raise NotTaken(400, "malformed", "“frames” is a list of one or more frames.")
        text = "\n".join(_line(frame) for frame in said)
        try:
            await self.streams.post(name, self._owner(address, scope), text)
        except Gone:
            raise _gone() from None
        except TimeoutError:
            raise _unavailable() from None

    async def _give(self, address: Address, scope: Scope, body: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = _EVENTS + (_ANYWHERE if address.door == "visitor" else ())
        poll, brief = body.pop("poll", None) is True, body.pop("brief", None) is True
        if body.get("kind") is None:
            name, after, begin = _name(body), body.get("after"), b""
            if type(after) is not int:
                raise NotTaken(400, "malformed", "“after” is the number of the last event that you have.")
        else:
            name, stream = await self._open(address, scope, _line(body))
            after, begin = 0, b"event: stream\n" + _data(orjson.dumps({"stream": name}).decode())
            if not poll:
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": _PADDING + begin, "more_body": True})
                await flow(stream, receive, send)
                return
        try:
            event = await self.streams.poll(name, self._owner(address, scope), after, brief=brief)
        except Gone:
            raise _gone() from None
        except TimeoutError:
            raise _unavailable() from None
        await _answer(send, 200, headers, begin + (_event(*event) if event else b":\n\n"))

    async def _open(self, address: Address, scope: Scope, hello: str) -> tuple[str, Stream]:
        serve: Serve
        if address.door == "visitor":

            async def serve(receive: Receive, send: Send) -> None:
                await self.doors.serve_visitor(scope, receive, send)

        else:
            admitted = await self.doors.admit(scope)
            if admitted is None:
                raise _refused()

            async def serve(receive: Receive, send: Send) -> None:
                await self.doors.serve_desk(admitted, scope, receive, send)

        return self.streams.open(self._owner(address, scope), hello, serve)

    def _owner(self, address: Address, scope: Scope) -> str:
        """What whoever posts shows: an agent the session, and a page of the desk's own; a visitor's page its origin."""
        if address.door == "visitor":
            return door.origin_of(scope)
        key = session_of(scope)
        if not key or not door.origin_is_own(scope, self.doors.house.config):
            raise _refused()
        return session_digest(key)


async def flow(stream: Stream, receive: Receive, send: Send) -> None:
    """Give the events of a stream as they come, until it ends or nobody is there any more."""
    left = asyncio.get_running_loop().create_task(_left(receive))
    left.add_done_callback(lambda _: stream.end())
    turn = stream.come()
    try:
        while not stream.silent:
            try:
                event = await stream.event(turn, within=COMMENT)
            except TimeoutError:
                await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
                continue
            if event is None:
                break
            await send({"type": "http.response.body", "body": _event(*event), "more_body": True})
            stream.taken(event[0])
        await send({"type": "http.response.body", "body": b""})
    finally:
        left.cancel()
        stream.end()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _read(scope: Scope, receive: Receive) -> dict[str, Any]:
    if scope["method"] != "POST":
        raise NotTaken(405, "malformed", "This address takes POST.")
    # A form of another website can post text, and cannot post JSON.
    if door.header(scope, b"content-type").partition(";")[0].strip().lower() != "application/json":
        raise NotTaken(415, "malformed", "The body is application/json.")
    body = io.BytesIO()
    try:
        await spool(receive, body, most=MOST)
        read = frames.parsed(body.getvalue().decode())
    except Refused as refused:
        if not refused.status:
            raise
        raise NotTaken(refused.status, "too_large" if refused.status == 413 else "late", WHY[refused.status]) from None
    except (UnicodeDecodeError, BadFrame):
        read = None
    if not isinstance(read, dict):
        raise NotTaken(400, "malformed", "The body is one JSON object.")
    return read


def _name(body: dict[str, Any]) -> str:
    name = body.get("stream")
    if not isinstance(name, str):
        raise NotTaken(400, "malformed", "“stream” is the name of your stream.")
    return name


def _line(frame: object) -> str:
    try:
        return orjson.dumps(frame).decode()
    except TypeError:
        raise NotTaken(400, "malformed", "A frame is one JSON object.") from None


def _gone() -> NotTaken:
    return NotTaken(404, "gone", "This stream is not there any more. Come in anew with hello.")


def _unavailable() -> NotTaken:
    return NotTaken(503, "unavailable", "The desk cannot be reached now.", retry=3)


def _refused() -> NotTaken:
    return NotTaken(403, "refused", "You are not signed in here.")


def _event(number: int, text: str) -> bytes:
    return f"id: {number}\n".encode() + _data(text)


def _data(text: str) -> bytes:
    return "".join(f"data: {line}\n" for line in text.split("\n")).encode() + b"\n"


async def _answer(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes = b"") -> None:
    length = () if status == 204 else ((b"content-length", str(len(body)).encode()),)
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})
