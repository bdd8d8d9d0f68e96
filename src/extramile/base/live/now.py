"""What goes on in the live rooms of this process now, for pages that show it: those may not know the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extramile.base.live.broker import State


@dataclass(frozen=True, slots=True)
class Now:
    """Open connections by door, what waits for the writer, topics that are listened to, and the other processes."""

    desks: int
    visitors: int
    waiting: int
    topics: int
    broker: State
    others: int


_look: Callable[[], Now] | None = None


def shown_by(look: Callable[[], Now]) -> None:
    """Say how to look. It is called on any thread."""
    global _look
    _look = look


def now() -> Now | None:
    """How it is; None in a process that has no live rooms."""
    return _look() if _look else None
