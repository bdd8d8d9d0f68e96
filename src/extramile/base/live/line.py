"""The line to Redis, or Valkey: its address, the names used there, and whether all who share it belong together."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError
from redis.retry import Retry

from extramile.base.live.broker import OtherSecret, Unreachable

_CONNECT = 3.0
_ANSWER = 5.0


class Line:
    """`install` names the database, so that several installs can share a Redis without hearing each other."""

    def __init__(self, url: str, *, install: str, secret: str) -> None:
        self._url = url
        self.everybody = f"extramile:{install}"
        self._key = f"{self.everybody}:secret"
        self._digest = hmac.new(secret.encode(), f"extramile {install}".encode(), hashlib.sha256).hexdigest()[:32]

    def of(self, process: str) -> str:
        """The channel of one process."""
        return f"{self.everybody}:{process}"

    def blocking(self) -> Redis:
        """A client for threads. Each command raises RedisError when Redis does not answer in time."""
        return Redis.from_url(self._url, **_options())

    def waiting(self) -> AsyncRedis:
        """A client for the loop; the same."""
        # Left to itself it would connect anew in silence, and nobody would know that something was missed.
        return AsyncRedis.from_url(self._url, **_options())

    def join(self) -> None:
        """Look once, before serving. Raises Unreachable or OtherSecret."""
        client = self.blocking()
        try:
            kept = self._digest.encode()
            if not client.set(self._key, self._digest, nx=True):
                kept = client.get(self._key) or kept  # type: ignore[assignment]
            if kept != self._digest.encode():
                if client.pubsub_numsub(self.everybody)[0][1]:
                    raise OtherSecret
                # Nobody is there any more who has the other key.
                client.set(self._key, self._digest)
        except AuthenticationError as error:
            raise Unreachable(f"Redis does not let Extramile in ({error}). Change EXTRAMILE_REDIS_URL.") from None
        except (RedisError, OSError) as error:
            raise Unreachable(
                f"Redis does not answer ({' '.join(str(error).split())}). Start it, or change EXTRAMILE_REDIS_URL."
            ) from None
        finally:
            client.close()

    async def agree(self, client: AsyncRedis) -> None:
        """Look again, once others can see that this process is there. Raises OtherSecret, or RedisError."""
        await client.set(self._key, self._digest, nx=True)
        if await client.get(self._key) != self._digest.encode():
            raise OtherSecret


def _options() -> dict[str, Any]:
    return {
        "socket_connect_timeout": _CONNECT,
        "socket_timeout": _ANSWER,
        "retry": Retry(NoBackoff(), 0),
        "protocol": 2,
        "client_name": "extramile",
    }
