"""Networks that fail and servers that stop: nothing that was written is lost, doubled or out of order."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Wrote, offline
from tests.browser.server import Server
from tests.browser.widget_talk import STORED, messages, open_chat, write

Visit = Callable[..., Page]


def test_what_is_written_offline_is_kept_and_sent_in_order(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "one")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    with offline(visitor.context):
        expect(panel.locator(".state")).to_contain_text("You are offline. Your messages are kept and will be sent.")
        write(panel, "two")
        write(panel, "three")
        expect(panel.locator(".us .meta").last).to_have_text("Kept, will be sent")
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
    visitor.reload()
    assert_said(visitor, ["one", "two", "three"])


def test_the_outbox_of_a_closed_tab_is_sent_by_the_next_page(visitor: Page, server: Server) -> None:
    panel = open_chat(visitor)
    write(panel, "stored")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    context = visitor.context
    server.kill()
    try:
        write(panel, "written to nobody")
        visitor.close()
    finally:
        server.start()
    page = context.new_page()
    page.goto("/demo/")
    assert_said(page, ["stored", "written to nobody"])


def test_a_restart_tells_widgets_to_come_back(visitor: Page, server: Server) -> None:
    panel = open_chat(visitor)
    write(panel, "hello")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    server.restart()
    expect(panel.locator(".state")).to_be_hidden(timeout=30_000)
    write(panel, "hello again")
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
    assert messages(panel) == ["hello", "hello again"]


def test_a_token_that_is_no_good_begins_anew(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "an old matter")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    visitor.evaluate("localStorage.setItem('extramile:site_northfold:token', '\"forged\"')")
    visitor.reload()
    panel = open_chat(visitor)
    expect(panel.locator(".us")).to_have_count(0)
    write(panel, "a new matter")
    expect(panel.locator(".us .meta")).to_have_text(STORED)


def test_a_browser_that_keeps_nothing_still_talks(visit: Visit) -> None:
    page = visit()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.reload()
    panel = open_chat(page)
    write(panel, "no storage here")
    expect(panel.locator(".us .meta")).to_have_text(STORED)


def test_a_panel_that_did_not_load_is_tried_again(visitor: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    visitor.route("**/widget/panel.js*", refuse)
    visitor.locator("extramile-chat .launcher").click()
    expect(visitor.get_by_role("button", name="The chat did not load. Try again")).to_be_visible()
    visitor.unroute("**/widget/panel.js*", refuse)
    open_chat(visitor)
    visitor.keyboard.press("Escape")
    expect(visitor.get_by_role("button", name="Open chat")).to_be_visible()


def test_a_long_conversation_comes_in_pieces(visitor: Page, wrote: Wrote) -> None:
    talk = wrote("Line 1")
    texts = [talk.said, *(f"line {n}" for n in range(2, 271))]
    for text in texts[1:]:
        talk.write(text)
    visitor.evaluate("(token) => { localStorage['extramile:site_northfold:token'] = token; }", json.dumps(talk.token))
    visitor.reload()
    panel = open_chat(visitor)
    expect(panel.locator(".msg > div").last).to_have_text("line 270")
    assert messages(panel) == texts[-200:]
    shown = panel.locator(".talk")
    for n in (250, 270):
        shown.evaluate("(talk) => { talk.scrollTop = 0; }")
        expect(panel.locator(".msg > div")).to_have_count(n)
    assert messages(panel) == texts


def assert_said(page: Page, texts: list[str]) -> None:
    """A page that comes anew shows exactly these messages."""
    panel = open_chat(page)
    expect(panel.locator(".msg > div")).to_have_text(texts)
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
