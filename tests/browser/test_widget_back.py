"""The widget finds its way again: refused answers, two tabs of somebody new, and what storage holds by accident."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.widget_talk import STORED, open_chat, write
from tests.browser.widget_wire import AT, Wire, acknowledge, entry, open_panel, resumed

BARE = '<!doctype html><title>Shop</title><h1>Shop</h1><script async src="/w/site_northfold.js"></script>'


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


def test_two_tabs_of_somebody_new_are_one_visitor(visitor: Page) -> None:
    wire = Wire(visitor)
    visitor.locator("extramile-chat .launcher").click()
    assert wire.wait("hello")["token"] is None
    visitor.evaluate("localStorage['extramile:site_northfold:token'] = '\"other\"'")
    wire.give(wire.welcome())
    assert wire.wait("hello", 2)["token"] == "other"
    assert visitor.evaluate("localStorage['extramile:site_northfold:token']") == '"other"'


def test_a_tab_that_another_one_stopped_says_so(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "Both of us")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    other = visitor.context.new_page()
    other.goto("/demo/")
    other.evaluate("Extramile.reset()")
    expect(panel.locator(".state")).to_contain_text("The connection was closed.")
    panel.get_by_role("button", name="Connect again").click()
    expect(panel.locator(".state")).to_be_hidden()


def test_it_greets_in_the_visitors_language_when_the_website_says_nothing(
    open_browser: Callable[..., BrowserContext],
) -> None:
    page = open_browser(locale="de").new_page()
    loader = re.sub(r'"greeting": "[^"]*"', '"greeting": ""', page.request.get("/w/site_northfold.js").text())
    page.route("**/w/site_northfold.js", lambda route: route.fulfill(body=loader, content_type="text/javascript"))
    page.route("**/demo/", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    page.goto("/demo/")
    page.locator("extramile-chat .launcher").click()
    expect(page.locator("extramile-chat .msg").first).to_have_text("Hallo. Wie können wir helfen?")


def test_storage_that_cannot_be_read_does_not_break_the_chat(visitor: Page) -> None:
    visitor.evaluate("""for (const name of ["token", "conversation", "out:1"])
        localStorage["extramile:site_northfold:" + name] = "{broken";""")
    visitor.reload()
    panel = open_chat(visitor)
    write(panel, "All the same")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
