"""A promise at the desk: found while it is written, kept with one key, sent, and kept for real."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import bubble, open_talk, say
from tests.browser.server import Server

Open = Callable[..., Page]


def test_from_a_sentence_to_the_account(agent: Page, wrote: Wrote, server: Server, axe: Callable[..., None]) -> None:
    said = wrote("When do I hear of it?").said
    open_talk(agent, said)
    words, vow, owed = agent.locator("#words"), agent.locator("#vow"), agent.locator("#customer .promise")
    words.fill("Thank you for asking.")
    words.press_sequentially(" I'll call you tomorrow at 15:00.")
    expect(vow).to_contain_text("15:00")
    expect(agent.locator("#vow-said")).to_contain_text("Tab keeps it in mind")
    axe(agent)
    words.press("Escape")
    expect(vow).to_be_hidden()
    words.fill("I'll call you tomorrow at 16:00.")
    expect(vow).to_contain_text("16:00")
    words.press("Tab")
    expect(vow).to_have_class("vow kept")
    expect(words).to_be_focused()
    expect(owed).to_have_count(0)
    words.press("Enter")
    expect(owed).to_contain_text("Call you tomorrow at 16:00")
    expect(vow).to_be_hidden()
    owed.get_by_role("button", name="Kept").click()
    expect(agent.locator("#toasts")).to_contain_text("Kept")
    expect(owed).to_contain_text("early")
    assert facts(server, said) == ["promise_kept"]
    agent.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(owed.get_by_role("button", name="Kept")).to_be_visible()
    owed.locator("summary").click()
    axe(agent)
    owed.get_by_role("button", name="Not needed any more").press("Enter")
    expect(owed).to_have_count(0)
    expect(agent.locator("#customer :focus")).to_have_count(1)


def test_who_sends_too_quickly_is_offered_it_afterwards(agent: Page, wrote: Wrote, axe: Callable[..., None]) -> None:
    said = wrote("And now?").said
    open_talk(agent, said)
    say(agent, "I'll write to you in 3 days.")
    expect(bubble(agent, "in 3 days")).to_be_visible()
    expect(agent.locator("#vow")).to_be_visible()
    agent.locator("#words").press("Tab")
    expect(agent.locator("#customer .promise")).to_contain_text("Write to you in 3 days")
    expect(agent.locator("#vow")).to_be_hidden()
    by_hand(agent, axe)
    agent.goto("/customers/promises?whose=mine")
    expect(agent.locator("#promises")).to_contain_text("Write to you in 3 days")
    agent.keyboard.press("j")
    expect(agent.locator("#promises a").first).to_be_focused()
    agent.locator("#promises summary").first.click()
    axe(agent)
    agent.emulate_media(color_scheme="dark")
    axe(agent, look_only=True)


def by_hand(agent: Page, axe: Callable[..., None]) -> None:
    """In the sheet over the composer: a time that is none is said there, where the person is."""
    agent.locator("[data-promise-sheet]").press("Enter")
    expect(agent.locator("#promise-what")).to_be_focused()
    agent.locator("#promise-what").fill("Send a card")
    agent.locator("#promise-when").fill("one fine day")
    agent.keyboard.press("Enter")
    expect(agent.locator("#promise-reading")).to_contain_text("Write when")
    expect(agent.locator("#toasts .coral")).to_have_count(0)
    axe(agent)
    agent.locator("#promise-when").fill("tomorrow at noon")
    agent.keyboard.press("Enter")
    expect(agent.locator("#promise-sheet")).to_be_hidden()
    expect(agent.locator("#customer .promises")).to_contain_text("Send a card")


def facts(server: Server, said: str) -> list[str]:
    """The facts in the account of the customer who wrote something."""
    query = (
        "SELECT l.fact FROM customers_line l JOIN desk_conversation c ON c.customer_id = l.customer_id "
        "JOIN desk_entry e ON e.conversation_id = c.id WHERE e.text = ?"
    )
    with sqlite3.connect(f"file:{server.data}/extramile.sqlite3?mode=ro", uri=True, timeout=20) as database:
        return [fact for (fact,) in database.execute(query, [said])]
