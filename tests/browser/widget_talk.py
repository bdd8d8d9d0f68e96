"""The widget's panel as a visitor uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

# An agent whose connection the server has not missed yet is one to whom it is delivered.
STORED = re.compile("^(Sent|Delivered)$")


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
