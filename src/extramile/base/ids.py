"""Names for things: UUIDs of version 7, and keys that order by time."""

from __future__ import annotations

import random
import secrets
import time
import uuid
from datetime import UTC, datetime

_TAIL = 20
_tails = random.Random()  # noqa: S311


def _random() -> int:
    # Not a secret: it only keeps two keys of one millisecond apart, and it is drawn for every message.
    return _tails.getrandbits(_TAIL)


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | secrets.randbits(80)
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=value)


def time_key(moment: datetime) -> int:
    """A key of 63 bits that orders by `moment`: Unix milliseconds, then 20 random bits.

    Two keys of one millisecond may collide (one in a million); the database refuses the second and the batch is
    written again with fresh keys.
    """
    return (max(0, int(moment.timestamp() * 1000)) << _TAIL) | _random()


def first_key_at(moment: datetime) -> int:
    """The lowest key that a thing of `moment` can have, for ranges over time."""
    return max(0, int(moment.timestamp() * 1000)) << _TAIL


def moment_of(key: int) -> datetime:
    """The moment that a key was made from, to the millisecond."""
    return datetime.fromtimestamp((key >> _TAIL) / 1000, UTC)


def chance_key() -> int:
    """A key that says nothing of when it was made: 1 to 2^52 by chance, which a web page still counts exactly.

    As the primary key of a table in SQLite it is the place of the row too, so that not even the file has an order.
    """
    return secrets.randbelow(1 << 52) + 1
