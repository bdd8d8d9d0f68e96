"""Three ways for frames to travel: a websocket, a stream of events, and polls."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

Frame = dict[str, Any]
LOST = (OSError, httpx.HTTPError, WebSocketException, TimeoutError)  # what a connection that ends looks like


class Ended(Exception):
    """The server's own word that this connection is over: a `bye`, or the answer to a request."""

    def __init__(self, code: str, retry: float | None = None, final: bool = False) -> None:
        """Keep the code, when to come back, and whether not to."""
        super().__init__(code)
        self.code, self.retry, self.final = code, retry, final


class Held(Exception):
    """Something on the way keeps streams back until they are whole: use polls."""


@dataclass
class Door:
    """Where to knock: the install's address, `visitor` or `desk`, and the headers to show."""

    address: str
    name: str
    origin: str
    cookie: str | None = None

    def headers(self) -> dict[str, str]:
        """What every request to this door carries besides its Origin."""
        return {"Cookie": f"extramile_session={self.cookie}"} if self.cookie else {}


class Line(Protocol):
    """One connection."""

    async def open(self, hello: Frame) -> None:
        """Connect and say hello."""

    async def post(self, *frames: Frame) -> None:
        """Hand frames over, in order."""

    def frames(self) -> AsyncIterator[Frame]:
        """Everything that the server says, until the connection is over."""

    async def close(self) -> None:
        """Leave."""


class Socket:
    """A websocket."""

    def __init__(self, door: Door) -> None:
        """Nothing travels before `open`."""
        self.door = door
        self.ws: ClientConnection | None = None

    async def open(self, hello: Frame) -> None:
        """Upgrade and say hello."""
        address = f"ws{self.door.address.removeprefix('http')}/live/{self.door.name}"
        self.ws = await connect(
            address, origin=Origin(self.door.origin), additional_headers=self.door.headers(), proxy=None
        )
        await self.post(hello)

    async def post(self, *frames: Frame) -> None:
        """Put the frames into one message."""
        assert self.ws
        await self.ws.send("\n".join(json.dumps(frame) for frame in frames))

    async def frames(self) -> AsyncIterator[Frame]:
        """Take each message apart."""
        assert self.ws
        async for message in self.ws:
            for line in str(message).split("\n"):
                yield json.loads(line)

    async def close(self) -> None:
        """Close the websocket."""
        if self.ws:
            await self.ws.close()


@dataclass
class Event:
    """One server-sent event."""

    kind: str = ""
    number: int = 0
    data: list[Frame] = field(default_factory=list)


async def events(answer: httpx.Response) -> AsyncIterator[Event]:
    """Cut an answer into events; only a line feed ends a line."""
    rest, event = b"", Event()
    async for piece in answer.aiter_bytes():
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            name, _, value = line.decode().partition(":")
            value = value.removeprefix(" ")
            if name == "event":
                event.kind = value
            elif name == "id":
                event.number = int(value)
            elif name == "data":
                event.data.append(json.loads(value))
            elif not line and event.data:
                yield event
                event = Event()


class Stream:
    """Frames come as events of one long answer, and go as posts."""

    def __init__(self, door: Door) -> None:
        """Nothing travels before `open`."""
        self.door, self.name, self.after = door, "", 0
        self.http = httpx.AsyncClient(trust_env=False, timeout=httpx.Timeout(10, read=75), headers=door.headers())
        self.answer: httpx.Response | None = None
        self.early: list[Frame] = []
        self.order = asyncio.Lock()

    async def ask(self, path: str, body: Frame, status: int) -> httpx.Response:
        """Post, and raise what the server answers instead of the status."""
        address = f"{self.door.address}/live/{self.door.name}/{path}"
        request = self.http.build_request("POST", address, json=body, headers={"Origin": self.door.origin})
        answer = await self.http.send(request, stream=True)
        if answer.status_code == status:
            return answer
        try:
            fault = json.loads(await answer.aread())
            code, retry = str(fault["code"]), fault["retry"]
        except (ValueError, KeyError, TypeError):
            code, retry = "strange", None  # not the server, but something in front of it
        raise Ended(code, retry, final=code == "refused")

    async def open(self, hello: Frame) -> None:
        """Say hello, learn the name, and see whether a ping is answered before anything else."""
        self.events = await self.begin(hello)
        try:
            async with asyncio.timeout(5):
                self.name = (await anext(self.events)).data[0]["stream"]
        except TimeoutError as held:
            raise Held from held
        ping = asyncio.create_task(self.post({"kind": "ping"}))
        try:
            async with asyncio.timeout(5):
                async for event in self.events:
                    self.early += self.fresh(event)
                    if any(frame["kind"] in ("beat", "bye") for frame in self.early):
                        break
        except TimeoutError as held:
            raise Held from held
        finally:
            await asyncio.gather(ping, return_exceptions=True)

    async def begin(self, hello: Frame) -> AsyncIterator[Event]:
        """Ask for the stream."""
        self.answer = await self.ask("stream", hello, 200)
        return events(self.answer)

    def fresh(self, event: Event) -> list[Frame]:
        """The frames of an event that was not there before."""
        if event.number <= self.after:
            return []
        self.after = event.number
        return event.data

    async def post(self, *frames: Frame) -> None:
        """Post frames, one request after the other."""
        async with self.order:
            await (await self.ask("frames", {"stream": self.name, "frames": list(frames)}, 202)).aclose()

    async def frames(self) -> AsyncIterator[Frame]:
        """What came while opening, then the rest."""
        for frame in self.early:
            yield frame
        async for event in self.events:
            for frame in self.fresh(event):
                yield frame

    async def close(self) -> None:
        """Drop the answer."""
        if self.answer:
            await self.answer.aclose()
        await self.http.aclose()


class Polls(Stream):
    """Frames come as events of many short answers."""

    async def open(self, hello: Frame) -> None:
        """Say hello; the first answer holds the name."""
        async for event in events(await self.ask("stream", {**hello, "poll": True}, 200)):
            if event.kind == "stream":
                self.name = event.data[0]["stream"]
            self.early += self.fresh(event)

    async def frames(self) -> AsyncIterator[Frame]:
        """What came with the name, then one poll after the other; a poll that was cut is asked again."""
        for frame in self.early:
            yield frame
        cuts = 0
        while cuts < 3:
            try:
                answer = await self.ask("stream", {"stream": self.name, "after": self.after}, 200)
                for event in [event async for event in events(answer)]:
                    for frame in self.fresh(event):
                        yield frame
                cuts = 0
            except httpx.TransportError:
                cuts += 1
                await asyncio.sleep(0.5 * cuts)
