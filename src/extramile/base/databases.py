"""Where the rows are: one SQLite file, or a PostgreSQL database by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# A machine that vanished without a word is noticed within 15 s instead of a quarter of an hour.
_ALIVE = {"keepalives_idle": 5, "keepalives_interval": 5, "keepalives_count": 2, "tcp_user_timeout": 15_000}


def sqlite(data: Path) -> dict[str, Any]:
    """Django's settings for the SQLite file of a data folder: durable at each commit, and in turn."""
    return {
        "ENGINE": "extramile.base.sqlite",
        "NAME": data / "extramile.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; "
                # Each message changes pages here and there: of a busy minute most stay in memory, and are copied from
                # the log to the file once instead of every few batches.
                "PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=8000;"
            ),
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """Django's settings for `postgres://user:password@host:port/name?option=value`; options are libpq's."""
    parts = urlsplit(url)
    return {
        "ENGINE": "extramile.base.postgres",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **_ALIVE, **dict(parse_qsl(parts.query))},
    }
