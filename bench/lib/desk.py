"""An agent's desk, on the desk's door."""

from __future__ import annotations

from collections.abc import Callable

from bench.lib.door import Door, Frame

MOST_WATCHED = 500


class Desk(Door):
    """Watches conversations and takes the entries of each one by one. `on_row` hears of each line of the inbox."""

    path = "/live/desk"

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, {"Cookie": cookie})
        self.watched: dict[int, int] = {}
        self.on_row: Callable[[Frame], None] = _nothing
        self.acts["rows"] = self._rows

    def hello(self) -> Frame:
        watched = [{"conversation": one, "seq": seq} for one, seq in self.watched.items()]
        return {"kind": "hello", "watch": watched}

    def watch(self, conversation: int) -> None:
        """Open a conversation from its start."""
        self.watched[conversation] = 0
        self.put({"kind": "watch", "conversation": conversation, "seq": 0})

    def _rows(self, frame: Frame) -> None:
        for row in frame["rows"]:
            self.on_row(row)

    def _entry(self, frame: Frame) -> None:
        conversation, seq = frame["conversation"], frame["seq"]
        have = self.watched.get(conversation)
        if have is None:
            return
        if seq == have + 1:
            self.watched[conversation] = seq
            self.on_entry(frame)
        elif seq <= have:
            self.repeated += 1
        else:
            self.gaps += 1
            self.put({"kind": "watch", "conversation": conversation, "seq": have})


def _nothing(row: Frame) -> None:
    """Nobody looks at the inbox."""
