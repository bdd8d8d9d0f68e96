"""An agent's desk, on the desk's door."""

from __future__ import annotations

from collections.abc import Callable

from bench.lib.door import Asked, Door, Frame

MOST_WATCHED = 500


class Desk(Door):
    """Watches conversations and takes the entries of each one by one. `on_row` hears of each line of the inbox."""

    path = "/live/desk"

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, {"Cookie": cookie})
        self.watched: dict[int, int] = {}
        self._asked: dict[int, Asked] = {}
        self.on_row: Callable[[Frame], None] = _nothing
        self.acts["rows"] = self._rows

    def hello(self) -> Frame:
        self._asked = {one: Asked(1) for one in self.watched}
        watched = [{"conversation": one, "seq": seq} for one, seq in self.watched.items()]
        return {"kind": "hello", "watch": watched}

    def watch(self, conversation: int) -> None:
        """Open a conversation from its start."""
        self.watched[conversation] = 0
        self._ask(conversation, 0)

    def _ask(self, conversation: int, seq: int) -> None:
        self._asked.setdefault(conversation, Asked()).again()
        self.put({"kind": "watch", "conversation": conversation, "seq": seq})

    def _resumed(self, frame: Frame) -> None:
        self._asked[frame["conversation"]].answered()

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
            self._heard_again(frame, self._asked[conversation])
        else:
            self.gaps += 1
            self._ask(conversation, have)

    def _refused(self, frame: Frame) -> None:
        conversation = frame["conversation"]
        self._asked[conversation].refused()
        self._ask(conversation, self.watched[conversation])

    def _beat(self, frame: Frame) -> None:
        for name, head in frame["heads"].items():
            have = self.watched.get(int(name))
            if have is not None and head > have:
                self._ask(int(name), have)


def _nothing(row: Frame) -> None:
    """Nobody looks at the inbox."""
