"""The desk as an agent uses it, for the tests that look at it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.somebody import numbered
from tests.browser.widget_talk import open_chat, write


def new_talk(visit: Callable[..., Page], text: str) -> tuple[Locator, str]:
    """A visitor's browser, in which `text` is written with a number that no other has; returns its panel and what was
    said. Where the desk alone is looked at, `wrote` does without that browser."""
    said = numbered(text)
    panel = open_chat(visit())
    write(panel, said)
    return panel, said


def row(page: Page, text: str) -> Locator:
    """The line of the list that ends in `text`."""
    return page.locator("#rows [data-row]").filter(has_text=text)


def box(page: Page, name: str) -> None:
    """Go to a list."""
    page.locator(f"#boxes [data-box={name}]").click()
    expect(page.locator(f"#rows[data-box={name}]")).to_be_visible()


def open_talk(page: Page, text: str, *, box_name: str = "everyone") -> None:
    """Open the conversation whose line ends in `text`."""
    box(page, box_name)
    row(page, text).locator("a").click()
    expect(bubble(page, text)).to_be_visible()


def bubble(page: Page, text: str) -> Locator:
    """The message or note that says `text`, stored."""
    return page.locator("#entries .line[data-seq] .text").filter(has_text=text)


def say(page: Page, text: str) -> None:
    """Write into the composer and press Enter."""
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


def line(page: Page, text: str) -> Locator:
    """The event line that holds `text`."""
    return page.locator("#entries .event").filter(has_text=text)
