"""Pages through a WSGI bridge, behind a shim that reads the whole request first.

Django under ASGI costs 3.5 ms of CPU per trivial request, bridged 0.9 ms. The bridge gives each request a thread, so
a slow sender must not get one: the shim spools the body under limits of size and time, and drops a request whose
sender went away.
"""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

import structlog
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from extramile.base import log, metrics
from extramile.web import trace
from extramile.web.door import Message, Receive, Scope, Send
from extramile.web.refusal import TOO_LARGE, TOO_SLOW

MOST = 2 * 1024 * 1024
WITHIN = 30.0
WHY = {408: "The request took too long to arrive.", 413: "The request is too large."}
_FOR_PROGRAMS = {408: TOO_SLOW, 413: TOO_LARGE}
_IN_MEMORY = 256 * 1024
_CHUNK = 64 * 1024
_REQUEST = trace.HEADER.lower().encode()
_log = structlog.get_logger()


class Refused(Exception):
    """A request that gets no thread: `status` says why, 0 when nobody is there to be told."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Bridge:
    """Django's pages as an ASGI application; those `for_programs` are refused in JSON."""

    def __init__(self, threads: int, *, for_programs: bool = False) -> None:
        self._pages = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=threads)
        self._turn_away = _refuse_program if for_programs else _turn_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = log.request_id()
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            try:
                await spool(receive, body)
            except Refused as refused:
                if refused.status:
                    await self._turn_away(send, refused.status, request)
                return
            body.seek(0)
            # A header name with an underscore would become the same WSGI variable as one with a hyphen, and could
            # pass for a header that a proxy has set.
            headers = [(name, value) for name, value in scope["headers"] if b"_" not in name and name != _REQUEST]
            headers.append((_REQUEST, request.encode()))
            await self._pages(cast(Any, {**scope, "headers": headers}), cast(Any, _replay(body)), cast(Any, send))


async def spool(receive: Receive, body: IO[bytes], *, most: int = MOST) -> None:
    """Read the whole body of a request, at most `most` bytes and within 30 s. Raises Refused."""
    try:
        async with asyncio.timeout(WITHIN):
            await _spool(receive, body, most)
    except TimeoutError:
        raise Refused(408) from None


async def _spool(receive: Receive, body: IO[bytes], most: int) -> None:
    length = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(0)
        chunk = message.get("body", b"")
        length += len(chunk)
        if length > most:
            raise Refused(413)
        body.write(chunk)
        if not message.get("more_body", False):
            return


def _replay(body: IO[bytes]) -> Receive:
    async def receive() -> Message:
        chunk = body.read(_CHUNK)
        return {"type": "http.request", "body": chunk, "more_body": len(chunk) == _CHUNK}

    return receive


async def _turn_away(send: Send, status: int, request: str) -> None:
    _tell(status, request)
    await plain(send, status, f"{WHY[status]}\nRequest {request}", (_REQUEST, request.encode()))


async def _refuse_program(send: Send, status: int, request: str) -> None:
    _tell(status, request)
    body, named = _FOR_PROGRAMS[status].body, (_REQUEST, request.encode())
    await _answer(send, status, b"application/json", body, named)


def _tell(status: int, request: str) -> None:
    _log.info("page_refused", request=request, status=status)
    metrics.page(status, 0.0)


async def plain(send: Send, status: int, text: str, *more: tuple[bytes, bytes]) -> None:
    """Answer with a line of text, and with more headers."""
    await _answer(send, status, b"text/plain; charset=utf-8", text.encode(), *more)


async def _answer(send: Send, status: int, kind: bytes, body: bytes, *more: tuple[bytes, bytes]) -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
