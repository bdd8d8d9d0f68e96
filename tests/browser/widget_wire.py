"""A server of the tests' own making at the other end of a widget's socket."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

AT = "2026-05-03T09:41:00.250Z"
AGENTS = [{"name": "Maya", "initials": "MR"}, {"name": "Sam", "initials": "SO"}]


class Wire:
    """The server's end of each socket that a page opens, the newest last."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: list[WebSocketRoute] = []
        self.heard: list[dict[str, Any]] = []
        page.route_web_socket("**/live/visitor", self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda text: self.heard.extend(json.loads(line) for line in str(text).split("\n")))

    def give(self, *frames: dict[str, Any]) -> None:
        """Send frames to the widget, in one message."""
        self.sockets[-1].send("\n".join(json.dumps(frame) for frame in frames))

    def wait(self, kind: str, count: int = 1) -> dict[str, Any]:
        """The newest frame of a kind, once there are `count` of them."""
        for _ in range(200):
            found = [frame for frame in self.heard if frame["kind"] == kind]
            if len(found) >= count:
                return found[-1]
            self.page.wait_for_timeout(25)
        raise AssertionError(f"no {kind}: {self.heard}")

    def welcome(self, conversation: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """The frame that lets a widget in."""
        return {"kind": "welcome", "token": "t", "visitor": "v", "conversation": conversation, "at": AT} | {
            "agents": AGENTS, "company": "Northfold",
        } | more  # fmt: skip


def open_panel(page: Page) -> Locator:
    """The panel, once it is open."""
    panel = page.locator("extramile-chat dialog")
    expect(panel).to_be_visible()
    return panel


def acknowledge(wire: Wire, said: int, count: int = 1) -> str:
    """Take the newest message as entry `said`; returns its conversation."""
    sent = wire.wait("send", count)
    wire.give(
        entry(sent["conversation"], said, sent["text"], id=sent["id"], by="visitor"),
        {"kind": "ack", "conversation": sent["conversation"], "id": sent["id"], "said": said, "at": AT},
    )
    conversation: str = sent["conversation"]
    return conversation


def entry(conversation: str, said: int, text: str, **more: Any) -> dict[str, Any]:
    """An entry, by Maya unless `more` says otherwise."""
    made = {"kind": "entry", "conversation": conversation, "said": said, "id": f"{said:08}-0000-7000-8000-000000000000"}
    return made | {"type": "message", "by": "agent", "name": "Maya", "initials": "MR", "text": text, "at": AT} | more


def resumed(conversation: str, said: int, first: int, **more: Any) -> dict[str, Any]:
    """The end of an answer."""
    made = {"kind": "resumed", "conversation": conversation, "said": said, "first": first}
    return made | {"status": "open", "delivered": 0, "seen": 0} | more
