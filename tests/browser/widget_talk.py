"""Both ends of a conversation for the tests of the widget: its panel as a visitor uses it, and an agent's socket."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

_DESK = """
() => {
  const socket = new WebSocket(location.origin.replace("http", "ws") + "/live/desk");
  const desk = window.desk = { frames: [], socket };
  desk.say = (frame) => desk.socket.send(JSON.stringify(frame));
  desk.take = (frame) => {
    desk.frames.push(frame);
    const rows = frame.kind === "rows" ? frame.rows : [];
    for (const { conversation } of rows) desk.say({ kind: "watch", conversation, seq: 0 });
  };
  desk.socket.onopen = () => desk.say({ kind: "hello", watch: [] });
  desk.socket.onmessage = ({ data }) => {
    for (const line of data.split("\\n")) desk.take(JSON.parse(line));
  };
}
"""
_FOUND = "(text) => desk.frames.find((frame) => frame.kind === 'entry' && frame.text === text)"


class Desk:
    """An agent's socket, opened in a page that is signed in: it needs nothing of the desk's own page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(_DESK)
        page.wait_for_function("() => desk.frames.length")

    def say(self, **frame: Any) -> None:
        """Send one frame."""
        self.page.evaluate("(frame) => desk.say(frame)", frame)

    def conversation_saying(self, text: str) -> int:
        """The conversation that wrote `text`; each whose row changes is watched."""
        found = self.page.wait_for_function(_FOUND, arg=text)
        conversation: int = found.json_value()["conversation"]
        return conversation

    def reply(self, conversation: int, text: str) -> None:
        """A reply by the agent, under an id of its own."""
        made = self.page.evaluate("crypto.randomUUID()")
        self.say(kind="send", conversation=conversation, id=made, text=text)

    def texts(self, conversation: int) -> list[str]:
        """The messages of a conversation, in the order of `seq`."""
        texts: list[str] = self.page.evaluate(_TEXTS, conversation)
        return texts


_TEXTS = """
(conversation) => {
  const entries = desk.frames.filter((frame) => frame.type === "message" && frame.conversation === conversation);
  return [...new Map(entries.map((entry) => [entry.seq, entry.text])).values()];
}
"""


def open_chat(page: Page) -> Locator:
    """Open the panel; returns it."""
    page.locator("extramile-chat .launcher").click()
    panel = page.locator("extramile-chat dialog")
    expect(panel).to_be_visible()
    expect(panel.locator(".composer textarea")).to_be_focused()
    expect(panel.locator(".state")).to_be_hidden()
    return panel


def write(panel: Locator, text: str) -> None:
    """Write a message and press Enter."""
    panel.locator(".composer textarea").fill(text)
    panel.locator(".composer textarea").press("Enter")
    expect(panel.locator(".composer textarea")).to_have_value("")


def messages(panel: Locator) -> list[str]:
    """What the conversation shows, from above, without the greeting."""
    return panel.locator(".msg > div").all_inner_texts()


def stored(page: Page) -> list[str]:
    """Names of everything that the page keeps in the visitor's browser."""
    names: list[str] = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return names
