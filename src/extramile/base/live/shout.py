"""What is published, as Redis carries it; and how a process without a loop, such as a worker, publishes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, cast

import orjson
import structlog
from redis import Redis
from redis.exceptions import RedisError

from extramile.base.crossing import Crosses
from extramile.base.live.line import Line

EVENTS = "events"
MISSED = "missed"
_log = structlog.get_logger()


class Shouter:
    """Publishes from any thread, now or never."""

    def __init__(self, line: Line, name: str) -> None:
        self._line, self._name = line, name
        self._client: Redis | None = None
        self._lock = threading.Lock()
        self._missed = False

    def publish(self, happened: Sequence[object]) -> None:
        """Tell the others; when Redis is away, say with the next that something was missed."""
        told = [ids(event) for event in happened]
        with self._lock:
            self._client = self._client or self._line.blocking()
            try:
                if self._missed:
                    self._client.publish(self._line.everybody, payload(self._name, MISSED, None))
                    self._missed = False
                self._client.publish(self._line.everybody, payload(self._name, EVENTS, told))
            except (RedisError, OSError) as error:
                self._missed = True
                _log.error("not_published", reason=" ".join(str(error).split()))


def ids(event: object) -> list[Any]:
    """An event as it travels: its name, and what it says of itself."""
    return [type(event).__name__, *cast(Crosses, event).ids()]


def payload(sender: str, kind: str, body: Any) -> bytes:
    """One message: sender and kind can be read without the rest."""
    return f"{sender} {kind} ".encode() + orjson.dumps(body)
