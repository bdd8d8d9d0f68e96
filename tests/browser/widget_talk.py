"""Both ends of a conversation for the tests of the widget: its panel as a visitor uses it, and an agent's socket."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

_DESK = """
() => new Promise((ready) => {
  const socket = new WebSocket(location.origin.replace("http", "ws") + "/live/desk");
  const desk = window.desk = { frames: [], socket };
  desk.say = (frame) => desk.socket.send(JSON.stringify(frame));
  desk.socket.onopen = () => desk.say({ kind: "hello", watch: [] });
  desk.socket.onmessage = ({ data }) => {
    for (const line of data.split("\\n")) desk.frames.push(JSON.parse(line));
    ready();
  };
})
"""
_FOUND = "(text) => desk.frames.find((frame) => frame.kind === 'entry' && frame.text === text)"


class Desk:
    """An agent's socket, opened in a page that is signed in: it needs nothing of the desk's own page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(_DESK)

    def say(self, **frame: Any) -> None:
        """Send one frame."""
        self.page.evaluate("(frame) => desk.say(frame)", frame)

    def conversation_saying(self, text: str) -> int:
        """The conversation that wrote `text`; it is watched from then on."""
        for number in self.page.wait_for_function(_ROWS).json_value():
            self.say(kind="watch", conversation=number, seq=0)
        found = self.page.wait_for_function(_FOUND, arg=text)
        conversation: int = found.json_value()["conversation"]
        return conversation

    def reply(self, conversation: int, text: str) -> None:
        """A reply by the agent, under an id of its own."""
        made = self.page.evaluate("crypto.randomUUID()")
        self.say(kind="send", conversation=conversation, id=made, text=text)

    def texts(self, conversation: int) -> list[str]:
        """Every message of a conversation that this socket heard of, in the order of `seq`, each time it came."""
        entries = self.page.evaluate(_ENTRIES, conversation)
        return [entry["text"] for entry in entries if entry["type"] == "message"]


_ROWS = """
() => {
  const rows = desk.frames.filter((frame) => frame.kind === "rows").flatMap((frame) => frame.rows);
  return rows.length && [...new Set(rows.map((row) => row.conversation))];
}
"""
_ENTRIES = """
(conversation) => desk.frames.filter((frame) => frame.kind === "entry" && frame.conversation === conversation)
  .sort((a, b) => a.seq - b.seq)
"""


def open_chat(page: Page) -> Locator:
    """Open the panel; returns it."""
    page.locator("extramile-chat .launcher").click()
    panel = page.locator("extramile-chat dialog")
    expect(panel).to_be_visible()
    expect(panel.locator("textarea")).to_be_focused()
    expect(panel.locator(".state")).to_be_hidden()
    return panel


def write(panel: Locator, text: str) -> None:
    """Write a message and press Enter."""
    panel.locator("textarea").fill(text)
    panel.locator("textarea").press("Enter")
    expect(panel.locator("textarea")).to_have_value("")


def messages(panel: Locator) -> list[str]:
    """What the conversation shows, from above, without the greeting."""
    return panel.locator(".msg > div").all_inner_texts()


def stored(page: Page) -> list[str]:
    """Names of everything that the page keeps in the visitor's browser."""
    names: list[str] = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return names
