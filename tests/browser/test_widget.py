"""A visitor's chat, from the launcher to an agent's answer and back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.somebody import Desk
from tests.browser.widget_talk import STORED, messages, open_chat, stored, write

Visit = Callable[..., Page]


def test_nothing_is_stored_or_connected_before_the_visitor_opens_it(visitor: Page) -> None:
    sockets: list[str] = []
    visitor.on("websocket", lambda socket: sockets.append(socket.url))
    visitor.reload()
    expect(visitor.get_by_role("button", name="Open chat")).to_be_visible()
    visitor.wait_for_timeout(300)
    assert stored(visitor) == []
    assert sockets == []
    assert visitor.context.cookies() == []
    open_chat(visitor)
    assert len(sockets) == 1
    assert all(name.startswith("extramile:") for name in stored(visitor))


def test_a_message_reaches_the_agent_and_the_answer_comes_back(visitor: Page, desk: Desk) -> None:
    panel = open_chat(visitor)
    write(panel, "Hello, is the Ridge 2 in stock?")
    conversation = desk.conversation_saying("Hello, is the Ridge 2 in stock?")
    expect(panel.locator(".us .meta")).to_have_text("Delivered")
    desk.tell(kind="seen", conversation=conversation, said=1)
    expect(panel.locator(".us .meta")).to_have_text("Seen")
    desk.tell(kind="typing", conversation=conversation, on=True)
    expect(panel.locator(".typing")).to_have_text("Maya is typing…")
    desk.reply(conversation, "It is. Shall I keep one for you?")
    expect(panel.locator(".them .msg").last).to_contain_text("It is. Shall I keep one for you?")
    expect(panel.locator(".typing")).to_be_empty()
    assert messages(panel) == ["Hello, is the Ridge 2 in stock?", "It is. Shall I keep one for you?"]
    assert stored(visitor) == ["extramile:site_northfold:conversation", "extramile:site_northfold:token"]


def test_the_agent_hears_that_the_visitor_writes_and_has_seen(visitor: Page, desk: Desk) -> None:
    panel = open_chat(visitor)
    write(panel, "One question about poles")
    conversation = desk.conversation_saying("One question about poles")
    panel.locator("textarea").press_sequentially("And")
    desk.hears(kind="typing", conversation=conversation, by="visitor", on=True)
    desk.reply(conversation, "Of course.")
    desk.hears(kind="mark", conversation=conversation, seen=2)


def test_unread_messages_are_counted_on_the_launcher_of_later_pages(visitor: Page, desk: Desk) -> None:
    panel = open_chat(visitor)
    write(panel, "I will look around meanwhile")
    conversation = desk.conversation_saying("I will look around meanwhile")
    visitor.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(visitor.locator("extramile-chat .launcher")).to_be_focused()
    desk.reply(conversation, "Take your time.")
    expect(visitor.get_by_role("button", name="Open chat. New messages: 1")).to_be_visible()
    visitor.goto("/demo/returns")
    expect(visitor.get_by_role("button", name="Open chat. New messages: 1")).to_be_visible()
    panel = open_chat(visitor)
    assert messages(panel) == ["I will look around meanwhile", "Take your time."]
    visitor.keyboard.press("Escape")
    expect(visitor.get_by_role("button", name="Open chat", exact=True)).to_be_visible()


def test_a_half_written_text_stays_with_the_tab(visitor: Page) -> None:
    open_chat(visitor).locator("textarea").fill("I wanted to ask")
    visitor.reload()
    expect(open_chat(visitor).locator("textarea")).to_have_value("I wanted to ask")


def test_two_tabs_show_the_same_conversation(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "From the first tab")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    other = visitor.context.new_page()
    other.goto("/demo/")
    second = open_chat(other)
    expect(second.locator(".msg > div")).to_have_text(["From the first tab"])
    write(second, "From the second tab")
    write(panel, "And the first again")
    for shown in (panel, second):
        expect(shown.locator(".msg > div")).to_have_text(
            ["From the first tab", "From the second tab", "And the first again"]
        )


def test_a_tab_that_was_open_before_turns_to_the_conversation_that_another_begins(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "The first matter")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    other = visitor.context.new_page()
    other.goto("/demo/")
    second = open_chat(other)
    visitor.evaluate("Extramile.reset()")
    expect(second.locator(".msg > div")).to_have_count(0)
    assert stored(visitor) == []
    panel = open_chat(visitor)
    write(panel, "Another matter")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    write(second, "From here too")
    expect(second.locator(".msg > div")).to_have_text(["Another matter", "From here too"])
    expect(panel.locator(".msg > div")).to_have_text(["Another matter", "From here too"])


def test_the_page_can_drive_the_chat(visitor: Page) -> None:
    visitor.evaluate(
        "window.heard = []; for (const name of ['open', 'close']) Extramile.on(name, () => heard.push(name))"
    )
    assert visitor.evaluate("Extramile.open()") == {"ok": True}
    panel = visitor.locator("extramile-chat dialog")
    expect(panel).to_be_visible()
    assert visitor.evaluate("Extramile.toggle()") == {"ok": True}
    expect(panel).to_be_hidden()
    assert visitor.evaluate("heard") == ["open", "close"]
    assert visitor.evaluate("Extramile.on('weather', () => {})") == {"ok": False, "error": "unknown_event"}
    assert visitor.evaluate("Extramile.off('open', 7)") == {"ok": False, "error": "not_a_function"}


def test_a_body_that_is_swapped_keeps_its_chat(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "Before the page changed")
    visitor.evaluate("document.documentElement.replaceChild(document.createElement('body'), document.body)")
    expect(visitor.locator("extramile-chat .launcher, extramile-chat dialog[open]")).not_to_have_count(0)
    expect(visitor.locator("extramile-chat")).to_have_count(1)


def test_what_one_tab_has_seen_is_not_unread_in_another(visitor: Page, desk: Desk) -> None:
    panel = open_chat(visitor)
    write(panel, "Seen in one, seen in all")
    conversation = desk.conversation_saying("Seen in one, seen in all")
    visitor.keyboard.press("Escape")
    other = visitor.context.new_page()
    other.goto("/demo/returns")
    desk.reply(conversation, "Quite so.")
    unread = "Open chat. New messages: 1"
    expect(visitor.get_by_role("button", name=unread)).to_be_visible()
    expect(other.get_by_role("button", name=unread)).to_be_visible()
    open_chat(other)
    expect(visitor.get_by_role("button", name="Open chat", exact=True)).to_be_visible()
