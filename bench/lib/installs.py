"""Installs that can be hurt: one process on SQLite, or two on PostgreSQL and Redis."""

from __future__ import annotations

import asyncio
import os
import resource
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.lib import server
from bench.lib.server import DidNotStart, Server
from bench.lib.store import Store
from bench.lib.weather import Blow
from tests import cluster
from tests.cluster import Cluster
from tests.scale.valkey import Valkey


@dataclass(frozen=True)
class Hurt:
    """An install and what it stands on. The last two are None for one process on SQLite."""

    processes: list[Server]
    store: Store
    database: Cluster | None = None
    redis: Valkey | None = None

    async def strike(self, blow: Blow) -> None:
        """Do what a blow says to a process, the database or Redis, and put it back. Raises DidNotStart."""
        hit = self.processes[blow.which]
        match blow.what:
            case "kill":
                await self._kill(hit, blow)
            case "restart":
                await asyncio.to_thread(hit.end, signal.SIGTERM)
                await asyncio.to_thread(hit.start)
            case "freeze":
                os.kill(hit.pid, signal.SIGSTOP)
                await asyncio.sleep(blow.lasts)
                os.kill(hit.pid, signal.SIGCONT)
            case "disk":
                await _fill_disk(hit.pid, blow.lasts)
            case "database" if self.database:
                await asyncio.to_thread(self.database.stop, "immediate" if blow.again else "fast")
                await asyncio.sleep(blow.lasts)
                await asyncio.to_thread(self.database.start)
            case "redis" if self.redis:
                await asyncio.to_thread(self.redis.kill)
                await asyncio.sleep(blow.lasts)
                await asyncio.to_thread(self.redis.start)

    async def _kill(self, hit: Server, blow: Blow) -> None:
        await asyncio.to_thread(hit.end, signal.SIGKILL)
        if blow.again:
            hit.spawn()
            await asyncio.sleep(blow.lasts * 1.5)
            await asyncio.to_thread(hit.end, signal.SIGKILL)
        await asyncio.to_thread(hit.start)


@contextmanager
def embedded(settings: dict[str, str]) -> Iterator[Hurt]:
    """One process on SQLite, started."""
    with server.folder() as data:
        one = server.extramile(data, settings)
        with server.running(one):
            yield Hurt([one], Store(data))


@contextmanager
def scale(settings: dict[str, str], processes: int = 2, *, durable: bool = False) -> Iterator[Hurt]:
    """Several processes on a PostgreSQL, which is `durable` or not, and a Redis of their own, started.

    BENCH_DUMP in the environment is what pg_dump wrote of a database where one was started once: they begin with it.
    """
    made, redis = Cluster(durable=durable), Valkey()
    running: list[Server] = []
    try:
        address = cluster.database(made.address, "chaos")
        if begun := os.environ.get("BENCH_DUMP"):
            cluster.restore(Path(begun), address)
        shared = {
            "EXTRAMILE_DATABASE_URL": address,
            "EXTRAMILE_REDIS_URL": redis.address,
            "EXTRAMILE_SECRET_KEY": secrets.token_urlsafe(48),
        }
        with server.folder() as folder:
            for number in range(processes):
                data: Path = folder / str(number)
                running.append(server.extramile(data, settings | shared))
                running[-1].start()
            yield Hurt(running, Store(folder, address), made, redis)
            _end(running)
    finally:
        _end(running)
        redis.remove()
        made.remove()


async def _fill_disk(pid: int, seconds: float) -> None:
    """For a while the process cannot make any file longer, as on a full disk."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
    await asyncio.sleep(seconds)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def _end(running: list[Server]) -> None:
    for one in running:
        with suppress(DidNotStart):
            one.end()
