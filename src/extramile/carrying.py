"""Events between processes: as ids where rows stand behind them, as they are where they are small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import orjson
from django.db import close_old_connections

from extramile.base.live import broker
from extramile.base.live.redis_broker import RedisBroker
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.desk.events import AccessChanged, Marked, Tallied, Written
from extramile.desk.queries import resume
from extramile.people.events import AccessLost, AgentChanged, SignedOut
from extramile.web.live.passing import People, Reconnected, Typing, Viewing

_AS_THEY_ARE: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Tallied, AccessChanged, SignedOut, AccessLost, AgentChanged, CustomerChanged, CustomerBlocked, Typing, Viewing,
        People,
    )
}  # fmt: skip


def use_redis(url: str) -> None:
    """Make Redis the broker of this process; called once, before anything is served."""
    broker.use(RedisBroker(url, pack=pack, unpack=unpack, reconnected=Reconnected))


def pack(happened: Sequence[object]) -> bytes:
    """Events for the wire."""
    return orjson.dumps([_packed(event) for event in happened])


def _packed(event: Any) -> list[Any]:
    if isinstance(event, Written):
        return ["Written", event.entry.conversation, event.entry.seq]
    if isinstance(event, Marked):
        return ["Marked", event.row.conversation]
    return [type(event).__name__, asdict(event)]


def unpack(carried: Sequence[bytes]) -> list[object]:
    """Events from the wire, with their rows read in one go. Kinds that this version does not know are left out."""
    packed = [event for message in carried for event in orjson.loads(message)]
    places = [(event[1], event[2]) for event in packed if event[0] == "Written"]
    conversations = {event[1] for event in packed if event[0] in ("Written", "Marked")}
    close_old_connections()
    rows = resume.rows(conversations) if conversations else {}
    entries = resume.entries_at(places) if places else {}
    found: list[object] = []
    for kind, *fields in packed:
        if kind == "Written" and tuple(fields) in entries and fields[0] in rows:
            found.append(Written(entries[fields[0], fields[1]], rows[fields[0]]))
        elif kind == "Marked" and fields[0] in rows:
            found.append(Marked(rows[fields[0]]))
        elif kind in _AS_THEY_ARE:
            found.append(_AS_THEY_ARE[kind](**fields[0]))
    return found
