"""A visitor and an agent without browsers, for tests that look at the other end alone: they come by the same doors."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection

from extramile.base.ids import uuid7

Frame = dict[str, Any]
PATIENCE = 30.0
_numbers = count(1)


def numbered(text: str) -> str:
    """The text with a number that no other has."""
    return f"{text} ({next(_numbers)})"


class End:
    """One end of a socket; `frames` is all that was heard."""

    def __init__(self, socket: ClientConnection, **hello: Any) -> None:
        self.frames: list[Frame] = []
        self._socket = socket
        self.tell(kind="hello", **hello)

    def tell(self, **frame: Any) -> None:
        """Send one frame."""
        self._socket.send(json.dumps(frame))

    def hears(self, **fields: Any) -> Frame:
        """The first frame with these fields, waited for."""
        for at in range(10_000):
            if at == len(self.frames):
                self._take()
            if fields.items() <= {name: self.frames[at].get(name) for name in fields}.items():
                return self.frames[at]
        raise AssertionError(f"no {fields}: {self.frames[-12:]}")

    def _take(self) -> None:
        heard = [json.loads(line) for line in str(self._socket.recv(PATIENCE)).split("\n")]
        assert not any(frame["kind"] in ("error", "bye") for frame in heard), heard
        self.frames += heard


class Somebody(End):
    """Who writes `text` first; `said` is what was said, with its number, and `token` makes any browser theirs."""

    def __init__(self, socket: ClientConnection, text: str) -> None:
        super().__init__(socket, key="site_northfold", token=None, conversation=None, said=0)
        self.token = str(self.hears(kind="welcome")["token"])
        self.said = numbered(text)
        self._conversation = str(uuid7())
        self.write(self.said)

    def write(self, text: str) -> None:
        """Send a message, and wait until it is stored."""
        name = str(uuid7())
        self.tell(kind="send", conversation=self._conversation, id=name, text=text)
        self.hears(kind="ack", id=name)


class Desk(End):
    """Who watches each conversation whose line of the list changes."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__(socket, watch=[])
        self.hears(kind="welcome")

    def conversation_saying(self, text: str) -> int:
        """The conversation that wrote `text`, from now on."""
        conversation: int = self.hears(kind="entry", text=text)["conversation"]
        return conversation

    def reply(self, conversation: int, text: str) -> None:
        """A reply, under an id of its own."""
        self.tell(kind="send", conversation=conversation, id=str(uuid7()), text=text)

    def _take(self) -> None:
        before = len(self.frames)
        super()._take()
        for frame in self.frames[before:]:
            for row in frame["rows"] if frame["kind"] == "rows" else []:
                self.tell(kind="watch", conversation=row["conversation"], seq=0)
