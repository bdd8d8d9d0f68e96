"""The one process: uvicorn around the application, one server per data folder, and a calm end."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from typing import Any

import uvicorn

from extramile import alone, several
from extramile.alone import InUse
from extramile.base import log
from extramile.sockets import Sockets
from extramile.wire import Requests, make_room

# The system cuts it to net.core.somaxconn. Whom it turns away tries again after 1, 3, 7 … seconds.
_BACKLOG = 8192
# The loop takes one connection from each ear in a round. With a single one, 5,000 who come at once take 5,000 rounds.
_EARS = 8
_SWITCH = 0.001
_UNHEARD = 60_000
_ANSWERED = 2.0


class Server(uvicorn.Server):
    """Uvicorn that stores what it accepted, and tells everybody to come back, before it closes connections."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], drain: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready
        self._drain = drain

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            await asyncio.to_thread(self._ready)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._drain()  # type: ignore[misc]
        # Whoever writes on while a connection closes is reset, and may never read why it did: they are to answer first.
        until = time.monotonic() + _ANSWERED
        while any(getattr(one, "close_timer", None) for one in self.server_state.connections):
            if time.monotonic() > until:
                break
            await asyncio.sleep(0.01)
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises InUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # Connections inherit it. Without it, one whose other side neither reads nor answers would stay for ever.
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNHEARD)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise InUse(f"{host}:{port} cannot be used ({error.strerror}). Choose another --host or --port.") from error
    made.listen(_BACKLOG)
    return made


def run(host: str, port: int, *, open_browser: bool, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM. `ready` gets the address once pages and sockets answer. Raises InUse,
    line.Unreachable or line.OtherSecret.

    Settings are read, and the database is prepared, by the caller.
    """
    from django.conf import settings  # noqa: PLC0415 - settings are read when the command line has said which

    held = alone.claim(settings.CONFIG)
    several.join(settings.CONFIG)
    sock = listen(host, port)
    log.prepare(settings.CONFIG.log_level)
    make_room()
    # The writer's thread gives the interpreter up at each statement; with the default of 5 ms it would wait that long
    # for each while the event loop is busy.
    sys.setswitchinterval(_SWITCH)
    from extramile.asgi import application  # noqa: PLC0415 - needs the settings

    _calm_collector()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{sock.getsockname()[1]}"

    def started() -> None:
        ready(address)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        ears = [sock, *(sock.dup() for _ in range(_EARS - 1))]
        Server(_configured(application), started, application.drain).run(sockets=ears)
    finally:
        held.close()


def _calm_collector() -> None:
    # What is loaded by now stays; the collector need not walk it, nor thousands of open connections, again and again.
    # Its second look takes 20,000 objects, some milliseconds: with 400,000 everybody stood still for 0.3 s.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 4, 1_000)


def _configured(application: Callable[..., Any]) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        loop="uvloop",
        http=Requests,
        ws=Sockets,
        ws_per_message_deflate=False,
        ws_max_size=262_144,
        ws_ping_interval=None,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
        backlog=_BACKLOG,
    )
