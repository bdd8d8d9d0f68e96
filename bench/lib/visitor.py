"""A visitor of a website, on the visitor's door."""

from __future__ import annotations

from bench.lib.door import Door
from bench.lib.names import new_name
from bench.lib.thread import Frame, Thread


class Visitor(Door):
    """Holds one conversation, named by itself, and takes its entries one by one."""

    path = "/live/visitor"

    def __init__(self, port: int, key: str) -> None:
        super().__init__(port, {})
        self.key = key
        self.token: str | None = None
        self.conversation = new_name()
        self.thread = Thread()
        self._opened = False
        self._before = 0

    @property
    def said(self) -> int:
        """The place up to which everything has come."""
        return self.thread.have

    def hello(self) -> Frame:
        self.thread.begin(int(self._opened))
        self._before = 0
        known = self.conversation if self._opened else None
        return {"kind": "hello", "key": self.key, "token": self.token, "conversation": known, "said": self.said}

    def write(self, text: str) -> str:
        """Send a message; the first one opens the conversation. Returns its id."""
        self._opened = True
        return self.say(self.conversation, text)

    def _welcomed(self, frame: Frame) -> None:
        self.token = frame["token"]
        super()._welcomed(frame)

    def _resumed(self, frame: Frame) -> None:
        self.thread.answered()
        if self.thread.missing_before() is None:
            return
        if frame["first"] > self.said + 1:
            self._older()
        else:
            self.gaps += 1
            self._resume()

    def _older(self) -> None:
        """Ask for what one answer could not hold, from its end on, until all of it is there."""
        self._before = self.thread.missing_before() or 0
        if self._before:
            self.thread.ask()
            self.put({"kind": "older", "conversation": self.conversation, "before": self._before})

    def _bye(self, frame: Frame) -> None:
        if frame["code"] == "token" and self.token is not None:
            self.token = None
            frame = frame | {"retry": 0.0}
        super()._bye(frame)

    def _entry(self, frame: Frame) -> None:
        self._hears(self.thread, frame["said"], frame)
        if frame["said"] == self._before - 1:
            # They come in order, and nothing says that these were all.
            self.thread.answered()
            self._older()

    def _beat(self, frame: Frame) -> None:
        if frame["heads"].get(self.conversation, 0) > self.said:
            self._resume()

    def _refused(self, frame: Frame) -> None:
        self.thread.refused()
        self._resume()

    def _resume(self) -> None:
        self.thread.ask()
        self.put({"kind": "resume", "conversation": self.conversation, "said": self.said})
