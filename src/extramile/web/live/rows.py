"""Lines of the inbox that changed, told at once when it is quiet and at most four times a second when it is not.

When hundreds of conversations move at once, telling takes no more than a twentieth of the event loop's time: the
messages themselves come first.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extramile.desk.shapes import Row
from extramile.web.live import frames
from extramile.web.live.said import inbox_row

if TYPE_CHECKING:
    from extramile.web.live.desk import DeskConnection

_PAUSE = 0.25
_SHARE = 0.05


class Rows:
    """Gathers changed rows and gives the same frame to all who may see the same inboxes."""

    def __init__(self) -> None:
        self.desks: set[DeskConnection] = set()
        self._changed: dict[int, Row] = {}
        self._paused = False

    def changed(self, row: Row) -> None:
        """A conversation is elsewhere now than it was."""
        if not self.desks:
            return
        self._changed[row.conversation] = row
        if not self._paused:
            self._paused = True
            asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        if not self._changed:
            self._paused = False
            return
        changed, self._changed = self._changed, {}
        begun = time.perf_counter()
        _give(self.desks, changed.values())
        pause = max(_PAUSE, (time.perf_counter() - begun) / _SHARE)
        asyncio.get_running_loop().call_later(pause, self._tell)


def _give(desks: Iterable[DeskConnection], changed: Iterable[Row]) -> None:
    told = [(row.inbox, inbox_row(row)) for row in changed]
    made: dict[frozenset[int], str] = {}
    for desk in desks:
        frame = made.get(desk.inboxes)
        if frame is None:
            rows = [line for inbox, line in told if inbox in desk.inboxes]
            frame = made[desk.inboxes] = frames.make("desk", "rows", rows=rows) if rows else ""
        if frame:
            desk.tell(frame)
