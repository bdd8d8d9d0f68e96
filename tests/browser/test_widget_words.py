"""What people write, shown: hostile, endless and foreign texts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.somebody import Desk
from tests.browser.widget_talk import STORED, open_chat, write

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> {{7*7}} &amp;"


def test_markup_is_shown_as_text(visitor: Page, desk: Desk) -> None:
    visitor.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError("a script ran")))
    panel = open_chat(visitor)
    write(panel, HOSTILE)
    desk.reply(desk.conversation_saying(HOSTILE), HOSTILE)
    expect(panel.locator(".msg > div")).to_have_text([HOSTILE, HOSTILE])
    assert panel.locator(".msg img, .msg script").count() == 0


def test_only_safe_addresses_become_links(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(
        panel,
        "See (https://northfold.example/a_(b)?c=1&d=2), www.northfold.example. Or help@northfold.example! "
        "Not javascript:alert(1), data:text/html,x or https://bank.example@evil.example/",
    )
    links = panel.locator(".msg a")
    expect(links).to_have_text(
        ["https://northfold.example/a_(b)?c=1&d=2", "www.northfold.example", "help@northfold.example"]
    )
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://northfold.example/a_(b)?c=1&d=2", "https://www.northfold.example/", "mailto:help@northfold.example",
    ]  # fmt: skip
    for link in links.all():
        assert link.get_attribute("rel") == "noopener noreferrer nofollow"
        assert link.get_attribute("target") == "_blank"


def test_characters_that_hide_or_reorder_are_marked(visitor: Page) -> None:
    panel = open_chat(visitor)
    write(panel, "invoice\u202egpj.exe \u2066a\u2069 bell\u0007")
    expect(panel.locator(".control")).to_have_text(["U+202E", "U+2066", "U+2069", "U+0007"])
    expect(panel.locator(".msg > div").last).to_have_attribute("dir", "auto")


def test_lines_stay_and_long_words_break(visitor: Page) -> None:
    panel = open_chat(visitor)
    field = panel.locator("textarea")
    field.press_sequentially("one")
    field.press("Shift+Enter")
    field.press_sequentially("two " + "w" * 200)
    field.press("Enter")
    text = panel.locator(".us .msg > div")
    expect(text).to_contain_text("one\ntwo", use_inner_text=True)
    assert panel.evaluate(
        "(panel) => panel.querySelector('.talk').scrollWidth <= panel.querySelector('.talk').clientWidth"
    )


def test_a_text_that_is_too_long_is_counted_and_kept_in_the_field(visitor: Page) -> None:
    panel = open_chat(visitor)
    field, count = panel.locator("textarea"), panel.locator(".count")
    field.fill("é" * 9_499)
    expect(count).to_be_hidden()
    field.fill("é" * 9_600)
    expect(count).to_have_text("Characters left: 400")
    field.fill("😀" * 10_003)
    field.press("Enter")
    expect(count).to_have_text("3 characters too long. Please shorten it, or send it in parts.")
    expect(panel.locator(".msg > div")).to_have_count(0)
    field.fill("😀" * 10_000)
    field.press("Enter")
    expect(panel.locator(".us .meta")).to_have_text(STORED)


def test_nothing_but_space_is_not_sent(visitor: Page) -> None:
    panel = open_chat(visitor)
    panel.locator("textarea").fill(" \n \t ")
    panel.locator("textarea").press("Enter")
    expect(panel.locator(".us")).to_have_count(0)


def test_a_text_made_to_be_slow_is_shown_at_once(visitor: Page) -> None:
    panel = open_chat(visitor)
    for text in ("a." * 5_000, "http://" + ")" * 9_990, "," * 10_000, "@" * 10_000, "w" * 10_000):
        write(panel, text)
        expect(panel.locator(".us .msg > div").last).to_have_text(text)
