"""The whole product as one ASGI application: live doors, health, static files, and pages behind the bridge."""

from __future__ import annotations

import asyncio

import orjson
from django.conf import settings
from django.db import connections

from extramile import __version__
from extramile.base import jobs
from extramile.base.live.now import shown_by
from extramile.web import door
from extramile.web.bridge import Bridge, plain
from extramile.web.customers.export import Export
from extramile.web.door import Receive, Scope, Send
from extramile.web.live.doors import Doors, refuse
from extramile.web.live.fallback import Fallback
from extramile.web.live.figures import Figures, looked
from extramile.web.live.fleet import Fleet
from extramile.web.live.house import House
from extramile.web.live.relay import Relay
from extramile.web.shelf import Shelf
from extramile.wiring import aside, due, hear, kept, wires

_PATIENCE = 2.0


class Application:
    """Routes each connection to its room."""

    def __init__(self) -> None:
        config = settings.CONFIG
        self.config = config
        self.house = House(config, presence_changed=lambda person: self.relay.presence_changed(person))
        self.relay = Relay(self.house)
        self.fleet = Fleet(self.house, self.relay)
        self.doors = Doors(self.house)
        self.fallback = Fallback(self.doors)
        self.figures = Figures(self.house, self.fallback.streams)
        shown_by(lambda: looked(self.house))
        self.pages = Bridge(config.threads)
        # One at a time, on a thread of their own: a shop that sends its orders takes none from the people at the desk.
        self.programs = Bridge(1, for_programs=True)
        self.shelf = Shelf()
        self.export = Export()
        # Where there are several processes, those that were started as workers do it.
        self.jobs = None if config.redis_url else jobs.Worker(due, kept(), aside=aside)
        self.ready = False
        self._beat: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "lifespan":
                await self._lifespan(receive, send)
            case "websocket":
                await self._websocket(scope, receive, send)
            case "http":
                await self._http(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["path"]:
            case "/live/visitor" if self.ready:
                await self.doors.visitor(scope, receive, send)
            case "/live/desk" if self.ready:
                await self.doors.desk(scope, receive, send)
            case _:
                await refuse(send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path == "/healthz":
            await self._health(send)
        elif path == "/metrics":
            await self.figures(scope, send)
        elif not door.host_is_ours(scope, self.config):
            await plain(send, 400, "This is not the address of this desk. Its admin can set EXTRAMILE_URL.")
        elif path.startswith("/live/"):
            await self.fallback(scope, receive, send, ready=self.ready)
        elif path.startswith("/static/"):
            await self.shelf(scope, receive, send)
        elif path.startswith("/api/"):
            await self.programs(scope, receive, send)
        elif path.startswith("/customers/export/"):
            await self.export(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def _health(self, send: Send) -> None:
        state = "ready" if self.ready else "draining"
        body = orjson.dumps({"version": __version__, "state": state})
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200 if self.ready else 503, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        loop = asyncio.get_running_loop()
        self.fleet.start(hear(wires(self.relay)))
        self.house.start()
        self.fallback.streams.start()
        if self.jobs:
            self.jobs.start()
        self._beat = loop.create_task(self.relay.beat())
        self.ready = True
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self.jobs:
            await asyncio.to_thread(self.jobs.stop)
        await send({"type": "lifespan.shutdown.complete"})

    async def drain(self) -> None:
        """Take nothing new, store what was accepted, and tell everybody to come back."""
        self.ready = False
        if self._beat:
            self._beat.cancel()
        # A database that answers has answered everybody by then. Behind one that is locked, each page would hold the
        # end up for as long as it may wait.
        self._ending = asyncio.get_running_loop().create_task(_end_waits())
        await self.house.drain()
        await self.fleet.stop()


async def _end_waits() -> None:
    await asyncio.sleep(_PATIENCE)
    await asyncio.to_thread(lambda: connections["default"].end_waits())  # type: ignore[attr-defined]


application = Application()
