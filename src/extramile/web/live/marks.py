"""How far each side has received and seen, gathered for half a second before it is written.

Under load a mark for every message would double the writes; the last one says all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from extramile.desk.actions.live import Mark

_PAUSE = 0.5


class Marks:
    """Gathers marks on the event loop and hands them to the writer."""

    def __init__(self, submit: Callable[[Mark], None]) -> None:
        self._submit = submit
        self._gathered: dict[tuple[int, bool], Mark] = {}

    def note(self, conversation: int, *, desk: bool, delivered: int = 0, seen: int = 0) -> None:
        """Up to `delivered` was received, and up to `seen` was read, by the desk or else by the visitor."""
        mark = self._gathered.get((conversation, desk))
        if mark is None:
            if not self._gathered:
                asyncio.get_running_loop().call_later(_PAUSE, self._hand_over)
            mark = self._gathered[conversation, desk] = Mark(conversation, desk, 0, 0)
        mark.delivered = max(mark.delivered, delivered, seen)
        mark.seen = max(mark.seen, seen)

    def _hand_over(self) -> None:
        gathered, self._gathered = self._gathered, {}
        for mark in gathered.values():
            self._submit(mark)
