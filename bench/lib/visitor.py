"""A visitor of a website, on the visitor's door."""

from __future__ import annotations

from bench.lib.door import Asked, Door, Frame
from bench.lib.names import new_name


class Visitor(Door):
    """Holds one conversation, named by itself, and takes its entries one by one."""

    path = "/live/visitor"

    def __init__(self, port: int, key: str) -> None:
        super().__init__(port, {})
        self.key = key
        self.token: str | None = None
        self.conversation = new_name()
        self.said = 0
        self._opened = False
        self._asked = Asked()

    def hello(self) -> Frame:
        self._asked = Asked(int(self._opened))
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
        self._asked.answered()

    def _bye(self, frame: Frame) -> None:
        if frame["code"] == "token" and self.token is not None:
            self.token = None
            frame = frame | {"retry": 0.0}
        super()._bye(frame)

    def _entry(self, frame: Frame) -> None:
        said = frame["said"]
        if said == self.said + 1:
            self.said = said
            self.on_entry(frame)
        elif said <= self.said:
            self._heard_again(frame, self._asked)
        else:
            self.gaps += 1
            self._resume()

    def _beat(self, frame: Frame) -> None:
        if frame["heads"].get(self.conversation, 0) > self.said:
            self._resume()

    def _refused(self, frame: Frame) -> None:
        self._asked.refused()
        self._resume()

    def _resume(self) -> None:
        self._asked.again()
        self.put({"kind": "resume", "conversation": self.conversation, "said": self.said})
