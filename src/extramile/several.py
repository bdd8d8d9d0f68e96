"""One process among several on one database."""

from __future__ import annotations

import hashlib

from django.db import connection

from extramile.base.config import Config
from extramile.base.live import broker


def join(config: Config) -> None:
    """Hear of the others, and be heard, by the Redis of the settings; nothing happens without one.

    Raises broker.Unreachable or broker.OtherSecret.
    """
    if config.redis_url:
        from extramile.base.live.line import Line  # noqa: PLC0415  Redis is an eighth of what a start imports
        from extramile.base.live.redis import RedisBroker  # noqa: PLC0415  the same

        line = Line(config.redis_url, install=_install(), secret=config.secret_key)
        line.join()
        broker.use(RedisBroker(line))


def _install() -> str:
    """The same 16 digits for every process on this database, and others for a copy of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concat(oid, ' ', datname, ' ', (SELECT extract(epoch FROM min(applied)) FROM django_migrations)) "
            "FROM pg_database WHERE datname = current_database()"
        )
        return hashlib.sha256(cursor.fetchone()[0].encode()).hexdigest()[:16]
