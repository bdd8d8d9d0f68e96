"""Names that a client gives to what it makes."""

from __future__ import annotations

import random
import time

_bits = random.getrandbits


def new_name() -> str:
    """A UUID of version 7: milliseconds first, random bits after."""
    tail = f"{_bits(74):019x}"
    head = f"{time.time_ns() // 1_000_000:012x}"
    return f"{head[:8]}-{head[8:]}-7{tail[1:4]}-{8 + (_bits(2)):x}{tail[4:7]}-{tail[7:]}"
