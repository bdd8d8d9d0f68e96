"""One customer, from the panel to their page: named, thanked, written down, merged, and all of it taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Wrote
from tests.browser.desk_talk import open_talk
from tests.browser.windows import DESK

Open = Callable[..., Page]


def _call(agent: Page, name: str) -> None:
    agent.get_by_role("button", name="Edit").click()
    agent.locator("#contacts").get_by_label("Name").fill(name)
    agent.locator("#contacts").get_by_label("Phone").fill("+44 7700 900 001")
    agent.keyboard.press("Enter")
    expect(agent.locator("#customer h2")).to_have_text(name)


def _unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def test_from_the_panel_to_a_page_and_back_to_two(agent: Page, wrote: Wrote, axe: Callable[..., None]) -> None:
    said = wrote("Is the Ember in stock?").said
    open_talk(agent, said)
    _call(agent, "R. Vale")
    said = wrote("It is me again, from the train").said
    open_talk(agent, said)
    _call(agent, "Robin Vale")
    expect(agent.locator("#words")).to_have_attribute("placeholder", re.compile("^Write to Robin…"))

    _unfold(agent, "What they did for us")
    agent.get_by_label("Their words").fill("You are a star")
    agent.keyboard.press("Enter")
    expect(agent.locator("#toasts .toast")).to_have_count(0)
    axe(agent)
    agent.get_by_role("button", name="Thanks that may be shared").click()
    expect(agent.locator("#toasts")).to_contain_text("Noted.")
    expect(agent.locator("#customer .ledger")).to_contain_text("You are a star")
    agent.keyboard.press("z")
    expect(agent.locator("#customer .ledger s")).to_contain_text("You are a star")
    expect(agent.get_by_role("link", name="Robin Vale", exact=True)).to_have_attribute(
        "href", re.compile("/customers/")
    )

    agent.get_by_label("Search messages and customers").fill("Robin Vale")
    expect(agent.get_by_role("link", name="Page of Robin Vale")).to_be_visible()
    axe(agent)
    agent.get_by_role("link", name="Page of Robin Vale").click()
    expect(agent.get_by_role("heading", name="Robin Vale")).to_be_visible()
    _written_down(agent)
    axe(agent)
    agent.emulate_media(color_scheme="dark")
    axe(agent, look_only=True)
    agent.set_viewport_size(PHONE)
    axe(agent, look_only=True)
    assert agent.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"
    agent.set_viewport_size(DESK)
    _merged(agent, axe)


def _written_down(page: Page) -> None:
    happened = page.locator("#timeline")
    page.get_by_role("link", name="A purchase").click()
    page.get_by_label("Amount").fill("five")
    page.get_by_role("button", name="Write down").click()
    expect(page.get_by_label("Amount")).to_have_accessible_description(re.compile("such as 94.50"))
    page.get_by_label("Amount").fill("1.204,50")
    page.get_by_label("Currency").fill("eur")
    page.get_by_label("Order number").fill("browser-1")
    page.get_by_role("button", name="Write down").click()
    expect(happened).to_contain_text("1,204.50 EUR")
    expect(page.locator(".stands")).to_contain_text("One-time")
    page.keyboard.press("z")
    expect(page.locator(".toast")).to_contain_text("Taken back.")
    expect(happened).not_to_contain_text("1,204.50")
    page.get_by_role("button", name="Undo").click()
    expect(happened).to_contain_text("1,204.50 EUR")


def _merged(page: Page, axe: Callable[..., None]) -> None:
    page.get_by_role("link", name="Compare R. Vale").click()
    expect(page.get_by_role("heading", name="Are they one person?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Merge them").click()
    expect(page.locator("#timeline")).to_contain_text("Is the Ember in stock?")
    expect(page.locator("#timeline")).to_contain_text("from the train")
    page.get_by_role("button", name="Make them two again").click()
    expect(page.get_by_role("heading", name="R. Vale")).to_be_visible()
    expect(page.locator("#timeline")).to_contain_text("Is the Ember in stock?")
    expect(page.locator("#timeline")).not_to_contain_text("from the train")
