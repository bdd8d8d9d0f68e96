"""The widget finds its way again: refused answers, two tabs of somebody new, and what storage holds by accident."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.widget_talk import messages, open_chat, stored, write
from tests.browser.widget_wire import AT, Wire, acknowledge, entry, open_panel, resumed

Open = Callable[..., Page]


def test_an_answer_that_could_not_be_given_is_asked_for_again(visitor: Page) -> None:
    wire = Wire(visitor)
    visitor.locator("extramile-chat .launcher").click()
    wire.wait("hello")
    wire.give(wire.welcome())
    write(open_panel(visitor), "first")
    own = acknowledge(wire, 1)
    wire.give({"kind": "beat", "at": AT, "heads": {own: 3}})
    wire.wait("resume")
    wire.give({"kind": "error", "code": "rate", "of": "resume", "says": "", "retry": 1}, entry(own, 3, "entry 3"))
    assert wire.wait("resume", 2)["said"] == 1
    wire.give(entry(own, 2, "entry 2"), resumed(own, 3, 2))
    expect(visitor.locator("extramile-chat .msg > div")).to_have_text(["first", "entry 2", "entry 3"])
