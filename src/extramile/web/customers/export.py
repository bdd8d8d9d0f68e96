"""Lists as CSV, told piece by piece as they are read, outside the bridge: it keeps an answer until it is whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.conf import settings
from django.db import close_old_connections

from extramile.base import clock
from extramile.customers.queries import lists
from extramile.web import door
from extramile.web.bridge import plain
from extramile.web.customers import sheet
from extramile.web.door import Receive, Scope, Send
from extramile.web.viewer import agent_with_session

_PREFIX = "/customers/export/"
_AT_ONCE = 500
_MOST = 2
# Whoever takes no piece for so long is gone.
_PATIENCE = 60.0
T = TypeVar("T")


class Export:
    """`/customers/export/LIST.csv`, for leads and admins. Holds one piece of one list at a time."""

    def __init__(self) -> None:
        # One thread of its own, so that whoever takes a million customers along never stands before a conversation.
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"].removeprefix(_PREFIX).removesuffix(".csv")
        key = door.cookies(scope).get(settings.SESSION_COOKIE_NAME, "")
        if scope["method"] != "GET":
            await plain(send, 405, "Only GET is answered here.", (b"allow", b"GET"))
        elif not await self._ask(lambda: may_export(key)):
            await plain(send, 403, "Sign in as a lead or an admin to take lists along.")
        elif name not in lists.NAMES:
            await plain(send, 404, "There is no such list.")
        elif self._running >= _MOST:
            await plain(send, 503, "Other lists are on their way. Try again in a minute.", (b"retry-after", b"60"))
        else:
            self._running += 1
            gone = asyncio.ensure_future(_gone(receive))
            try:
                await self._tell(name, key, send, gone)
            finally:
                self._running -= 1
                gone.cancel()

    async def _tell(self, name: str, key: str, send: Send, gone: asyncio.Future[None]) -> None:
        piece, after = await self._ask(lambda: read(name, key, ""))
        await send({"type": "http.response.start", "status": 200, "headers": _headers(name)})
        await self._send(send, sheet.header() + piece, more=bool(after))
        while after:
            place = after
            piece, after = await self._ask(lambda: read(name, key, place))  # noqa: B023  awaited at once
            if gone.done():
                return
            await self._send(send, piece, more=bool(after))

    async def _send(self, send: Send, piece: bytes, *, more: bool) -> None:
        async with asyncio.timeout(_PATIENCE):
            await send({"type": "http.response.body", "body": piece, "more_body": more})

    async def _ask(self, question: Callable[[], T]) -> T:
        def answer() -> T:
            close_old_connections()
            return question()

        asked: Awaitable[T] = asyncio.get_running_loop().run_in_executor(self._reader, answer)
        return await asked


def may_export(key: str) -> bool:
    """Whether the session is a lead's or an admin's."""
    agent = agent_with_session(key) if key else None
    return agent is not None and agent.leads


def read(name: str, key: str, after: str, *, most: int = _AT_ONCE) -> tuple[bytes, str]:
    """A piece of a list, and the place after which the next one begins, empty at the end.

    Raises PermissionError when the session ended meanwhile: a file that breaks off tells the browser so.
    """
    if not may_export(key):
        raise PermissionError(name)
    page = lists.page(name, after=after, most=most)
    return sheet.rows(page.lines), page.rest


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _headers(name: str) -> list[tuple[bytes, bytes]]:
    file = f"customers-{name}-{clock.now():%Y-%m-%d}.csv"
    return [
        (b"content-type", b"text/csv; charset=utf-8"),
        (b"content-disposition", f'attachment; filename="{file}"'.encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
