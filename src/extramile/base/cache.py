"""Django's cache for several processes: what throttles sign-ins has to count the tries at all of them.

While Redis is away each process counts for itself, so that nobody is kept out, and no door stands open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")
_AGAIN = 5.0
_log = structlog.get_logger()


class Json:
    """What is kept in Redis is JSON: Django's own way would run whatever somebody else had put there."""

    def dumps(self, value: Any) -> bytes:
        """As bytes."""
        return orjson.dumps(value)

    def loads(self, kept: bytes) -> Any:
        """From bytes."""
        return orjson.loads(kept)


class Cache(BaseCache):
    """Redis, or this process's memory while Redis does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        patience = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "retry": Retry(NoBackoff(), 1)}
        options = {"serializer": Json(), **patience}
        self._shared = RedisCache([server], {**params, "OPTIONS": options})
        self._own = LocMemCache("own", params)
        self._away_until = 0.0

    def _ask(self, ask: Callable[[BaseCache], T]) -> T:
        if time.monotonic() >= self._away_until:
            try:
                return ask(self._shared)
            except (RedisError, OSError) as error:
                self._away_until = time.monotonic() + _AGAIN
                _log.error("cache_away", reason=" ".join(str(error).split()))
        return ask(self._own)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._ask(lambda cache: cache.add(key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask(lambda cache: cache.get(key, default, version))

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask(lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._ask(lambda cache: cache.touch(key, timeout, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """One more, at once for all; ValueError when nothing is counted under this key."""
        return self._ask(lambda cache: cache.incr(key, delta, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._ask(lambda cache: cache.delete(key, version))

    def clear(self) -> None:
        """Only what is this process's own: Redis may hold what belongs to others."""
        self._own.clear()
