"""What is published, as Redis carries it; and how a process without a loop, such as a worker, publishes."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

import orjson
import structlog
from redis import Redis
from redis.exceptions import RedisError

from extramile.base import clock
from extramile.base.crossing import Crosses
from extramile.base.live.broker import EVENTS, MISSED
from extramile.base.live.line import Line

_PAUSE = 2.0
_LOST = (RedisError, OSError)
_log = structlog.get_logger()


class Shouter:
    """Publishes from any thread, now or never. What could not be told, others hear of as soon as they can be told that
    something was missed, and since when."""

    def __init__(self, line: Line, name: str) -> None:
        self._line, self._name = line, name
        self._client: Redis | None = None
        self._lock = threading.Lock()
        self._missed: datetime | None = None
        self._trying = False

    def publish(self, happened: Sequence[object]) -> None:
        """Tell the others; when that fails, go on trying to say that something was missed."""
        told = [ids(event) for event in happened]
        with self._lock:
            try:
                self._make_up()
                self._say(EVENTS, told)
            except _LOST as error:
                self._missed = self._missed or clock.now()
                _log.error("not_published", reason=" ".join(str(error).split()))
                if not self._trying:
                    self._trying = True
                    threading.Thread(target=self._try, name="missed", daemon=True).start()

    def _try(self) -> None:
        """The next event of this process may be hours away: until then others would show what was before."""
        while self._trying:
            time.sleep(_PAUSE)
            with self._lock, suppress(*_LOST):
                self._make_up()
                self._trying = False

    def _make_up(self) -> None:
        if self._missed:
            self._say(MISSED, clock.stamp(self._missed))
            self._missed = None

    def _say(self, kind: str, body: Any) -> None:
        self._client = self._client or self._line.blocking()
        self._client.publish(self._line.everybody, payload(self._name, kind, body))


def ids(event: object) -> list[Any]:
    """An event as it travels: its name, and what it says of itself."""
    return [type(event).__name__, *cast(Crosses, event).ids()]


def payload(sender: str, kind: str, body: Any) -> bytes:
    """One message: sender and kind can be read without the rest."""
    return f"{sender} {kind} ".encode() + orjson.dumps(body)
