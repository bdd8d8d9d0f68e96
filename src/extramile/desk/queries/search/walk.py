"""Walking back through time until a page is full: so much work for each request, and no more.

Whatever is asked for, somebody's search must not hold up the desk. A word that stands in every message, but in none
that the viewer may see, would otherwise be looked up in all of them. The walk ends after BUDGET and says how far it
came; the next page goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import OperationalError

BUDGET = 0.15
_QUICK = BUDGET / 6


class TooLong(Exception):
    """The database ended the search before anything could be said."""


class Source(Protocol):
    """Entries that can be looked through from the newest to the oldest."""

    def floor(self, below: int, size: int) -> int | None:
        """The key down to which a step from `below` goes, the further the greater `size`; None to the very end."""

    def rows(self, below: int, floor: int | None, limit: int) -> list[tuple[Any, ...]]:
        """The newest `limit` rows of what is wanted with keys below one and not below the other, newest first."""


@dataclass(frozen=True, slots=True)
class Walked:
    """Rows, newest first. `reached` is the key down to which all was looked at, None when that is all there is."""

    rows: Sequence[tuple[Any, ...]]
    reached: int | None


def walk(source: Source, below: int, limit: int) -> Walked:
    """Look for up to `limit` rows below a key. Raises TooLong."""
    rows: list[tuple[Any, ...]] = []
    began = time.monotonic()
    reached: int | None = below
    size = 0
    while reached is not None and len(rows) < limit:
        stepped = time.monotonic()
        if reached != below and stepped - began > BUDGET:
            break
        try:
            floor = source.floor(reached, size)
            rows += source.rows(reached, floor, limit - len(rows))
        except OperationalError as error:
            # The database ended a statement that took too long: what was found before stands.
            if reached == below:
                raise TooLong from error
            break
        reached = floor
        size += time.monotonic() - stepped < _QUICK
    return Walked(rows, reached)
