"""`/metrics`: figures of this process for Prometheus, for whoever may read them."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError

from extramile import __version__
from extramile.base import metrics, state
from extramile.base.backup import record
from extramile.base.config import Config
from extramile.base.live import broker
from extramile.base.live.broker import State
from extramile.base.live.now import Now
from extramile.web import door
from extramile.web.bridge import plain
from extramile.web.door import Scope, Send
from extramile.web.live.connection import Closed
from extramile.web.live.house import House
from extramile.web.live.streams import Streams

Figure = tuple[str, str, float | dict[tuple[str, str], float]]
# What a proxy says of those it asks for.
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"forwarded", b"via")


class Figures:
    """Answers `/metrics`. To whoever may not read it, it is not there."""

    def __init__(self, house: House, streams: Streams) -> None:
        self._house, self._streams = house, streams

    async def __call__(self, scope: Scope, send: Send) -> None:
        if not may_read(scope, self._house.config) or scope["method"] not in ("GET", "HEAD"):
            await plain(send, 404, "There is no such page.")
            return
        try:
            kept = await self._house.ask(_kept)
        except Closed:
            await plain(send, 503, "The desk restarts.")
            return
        body = metrics.text(metrics.Looked(lambda: [*_open(self._house), _streamed(self._streams), *kept]))
        headers = [(b"content-type", b"text/plain; version=0.0.4; charset=utf-8"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def may_read(scope: Scope, config: Config) -> bool:
    """Whoever shows EXTRAMILE_METRICS_TOKEN; when that is not set, whoever asks from this computer itself.

    A proxy on this computer asks for strangers too: what it adds to a request, or a Host that is not this computer,
    gives it away.
    """
    if config.metrics_token:
        shown = door.header(scope, b"authorization")
        return hmac.compare_digest(shown.encode("latin-1"), f"Bearer {config.metrics_token}".encode())
    forwarded = any(name in _FORWARDED for name, _ in scope["headers"])
    host = door.header(scope, b"host").rpartition(":")[0] or door.header(scope, b"host")
    peer = str(scope["client"][0]) if scope.get("client") else ""
    return not forwarded and _is_here(peer) and (host == "localhost" or _is_here(host.strip("[]")))


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def looked(house: House) -> Now:
    """How it is in the live rooms; safe from any thread."""
    desks = len(house.rows.desks)
    visitors = max(0, len(house.connections) - desks)
    others = house.elsewhere.processes
    return Now(desks, visitors, house.writer.waiting, house.hub.topics, broker.current().state, others)


def _open(house: House) -> Iterator[Figure]:
    found = looked(house)
    doors = {("door", "desk"): float(found.desks), ("door", "visitor"): float(found.visitors)}
    yield "extramile_connections", "Open live connections, by door", doors
    yield "extramile_connections_entering", "Live connections before their hello was answered", len(house.entering)
    yield "extramile_listeners", "Topics of this process that somebody listens to", found.topics
    yield "extramile_writer_waiting", "Messages and marks that wait for the live writer", found.waiting
    states = {("state", str(one)): float(one is found.broker) for one in State}
    yield "extramile_broker", "Whether this process hears of the others: alone, connected or away", states
    yield "extramile_processes_elsewhere", "Other processes that are heard of", found.others
    yield "extramile_info", "The version that runs", {("version", __version__): 1.0}


def _streamed(streams: Streams) -> Figure:
    return "extramile_streams", "Open live connections without a websocket: event streams and polls", len(streams)


def _kept() -> list[Figure]:
    disk = state.disk(state.data())
    figures: list[Figure] = [("extramile_disk_free_bytes", "What is free on the disk of the data folder", disk.free)]
    if last := record.last(state.data()):
        figures.append(
            ("extramile_last_backup_seconds", "When the last backup was made, Unix time", last.at.timestamp())
        )
    try:
        jobs = state.jobs()
        by_state = {("state", name): float(getattr(jobs, name)) for name in ("waiting", "running", "failed")}
        figures += [
            ("extramile_database_bytes", "How large the database is", state.database_bytes()),
            ("extramile_jobs", "Jobs in the database, by state; failed ones are kept for a day", by_state),
            ("extramile_jobs_oldest_seconds", "How long the oldest job waits", state.late(jobs).total_seconds()),
            ("extramile_database_up", "Whether the database answers", 1),
        ]
    except (DatabaseError, InterfaceError):
        figures.append(("extramile_database_up", "Whether the database answers", 0))
    return figures
