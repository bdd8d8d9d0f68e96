"""The limit that bench/chat measures against: the least a chat server can do and still keep what it acknowledges.

One bare ASGI program on the same server with the same settings. A message becomes one row of three columns in SQLite
(WAL, synchronous=FULL); a writer thread commits everything that waits in one batch; then the sender gets its `ack`
and the agent's socket gets the message once. No conversations, no numbers, no rights, no index,
no resume, no pages.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import orjson
import uvicorn

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Said = tuple[dict[str, Any], Send]
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "mmap_size=134217728", "temp_store=MEMORY")


class Writer(threading.Thread):
    """Commits at once when idle, and in one batch what came while a commit ran."""

    def __init__(self, path: Path, stored: Callable[[list[Said], int], None]) -> None:
        super().__init__(daemon=True)
        self.queue: SimpleQueue[Said] = SimpleQueue()
        self._path = path
        self._stored = stored

    def run(self) -> None:
        database = sqlite3.connect(self._path, isolation_level=None)
        for pragma in _PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE message (name TEXT, at INTEGER, text TEXT)")
        while True:
            batch = [self.queue.get()]
            while not self.queue.empty() and len(batch) < 500:
                batch.append(self.queue.get_nowait())
            at = time.time_ns() // 1_000_000
            database.execute("BEGIN IMMEDIATE")
            rows = [(frame["id"], at, frame["text"]) for frame, _ in batch]
            database.executemany("INSERT INTO message VALUES (?, ?, ?)", rows)
            database.execute("COMMIT")
            self._stored(batch, at)


class Bare:
    """The program: `/live/visitor` takes messages, `/live/desk` hears them, `/healthz` answers."""

    def __init__(self, path: Path) -> None:
        self._desks: set[Send] = set()
        self._writer = Writer(path, self._stored)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._door(scope["path"], receive, send)
        elif scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"ok"})

    async def _door(self, path: str, receive: Receive, send: Send) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._writer.start()
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        await send({"type": "websocket.send", "text": '{"kind":"welcome","token":""}'})
        if path == "/live/desk":
            self._desks.add(send)
        try:
            while (event := await receive())["type"] == "websocket.receive":
                for line in event["text"].split("\n"):
                    self._writer.queue.put((orjson.loads(line), send))
        finally:
            self._desks.discard(send)

    def _stored(self, batch: list[Said], at: int) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._begin_telling, batch, at)

    def _begin_telling(self, batch: list[Said], at: int) -> None:
        task = asyncio.ensure_future(self._tell(batch, at))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, batch: list[Said], at: int) -> None:
        for frame, send in batch:
            ack = {"kind": "ack", "conversation": frame["conversation"], "id": frame["id"], "at": at}
            await send({"type": "websocket.send", "text": orjson.dumps(ack).decode()})
            entry = orjson.dumps(frame | {"kind": "entry", "at": at}).decode()
            for desk in self._desks:
                await desk({"type": "websocket.send", "text": entry})


def main() -> None:
    """Serve on 127.0.0.1 with the product's server settings."""
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("--port", type=int, required=True)
    reads.add_argument("--data", type=Path, required=True)
    asked = reads.parse_args()
    uvicorn.run(
        Bare(asked.data / "limit.sqlite3"),
        host="127.0.0.1",
        port=asked.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=262_144,
        ws_ping_interval=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
