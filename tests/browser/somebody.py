"""A visitor without a browser, for tests that look at the desk alone: what is written comes in by the same door."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection

from extramile.base.ids import uuid7

PATIENCE = 30.0
_numbers = count(1)


def numbered(text: str) -> str:
    """The text with a number that no other has."""
    return f"{text} ({next(_numbers)})"


class Somebody:
    """Who writes `text` first, over a socket of theirs; `said` is what was said, with its number, and `token` makes
    any browser theirs."""

    def __init__(self, socket: ClientConnection, text: str) -> None:
        self.said = numbered(text)
        self._conversation = str(uuid7())
        self._socket = socket
        self._tell(kind="hello", key="site_northfold", token=None, conversation=None, said=0)
        self.token = str(self._hear("welcome")["token"])
        self.write(self.said)

    def write(self, text: str) -> None:
        """Send a message, and wait until it is stored."""
        name = str(uuid7())
        self._tell(kind="send", conversation=self._conversation, id=name, text=text)
        assert self._hear("ack")["id"] == name

    def _tell(self, **frame: Any) -> None:
        self._socket.send(json.dumps(frame))

    def _hear(self, kind: str) -> dict[str, Any]:
        for _ in range(1_000):
            for line in str(self._socket.recv(PATIENCE)).split("\n"):
                frame: dict[str, Any] = json.loads(line)
                assert frame["kind"] not in ("error", "bye"), frame
                if frame["kind"] == kind:
                    return frame
        raise AssertionError(f"no {kind}")
