"""The emotional account in the panel: a line comes by itself, is taken back with the keyboard, and stays, struck."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import bubble, open_talk, row, say

Open = Callable[..., Page]


def test_a_line_comes_by_itself_and_is_taken_back(agent: Page, wrote: Wrote, axe: Callable[..., None]) -> None:
    said = wrote("My peg is bent").said
    open_talk(agent, said)
    account = agent.locator("#account")
    expect(account).to_contain_text("Nothing stands in it yet.")
    say(agent, "A new one is on its way")
    expect(bubble(agent, "A new one is on its way")).to_be_visible()
    agent.locator("#head [data-do=resolve]").click()
    line = account.locator("li")
    expect(line).to_contain_text("Solved at first contact")
    expect(account.locator("strong")).to_have_text("Balance +1")

    line.hover()
    line.get_by_role("button", name="Not so?").press("Enter")
    reason = agent.get_by_label("Why is it not so?")
    expect(reason).to_be_focused()
    reason.press("Enter")
    expect(account.get_by_text("One line of why is enough.")).to_be_visible()
    axe(agent)
    reason.fill("He has not got it yet")
    reason.press("Enter")
    expect(line.locator("s")).to_have_text("Solved at first contact")
    expect(line).to_contain_text("Taken back. He has not got it yet")
    expect(account.locator("strong")).to_have_text("Balance 0")

    expect(account.get_by_role("button", name="Add a fact")).to_be_focused()
    agent.keyboard.press("Enter")
    agent.get_by_label("What happened").select_option("gesture")
    why = agent.get_by_label("Why, in a line")
    why.fill("Two pegs <i>for")
    agent.locator("#head [data-do=reopen]").click()
    expect(agent.locator("#customer")).to_have_attribute("data-waits", "yes")
    why.press("End")
    why.press_sequentially(" one</i>")
    why.press("Enter")
    expect(line.first).to_contain_text("Given something: Two pegs <i>for one</i>")
    expect(account).to_contain_text("will be remembered well: +1")
    written_down(agent)
    agent.reload()
    expect(account.locator("s")).to_have_text("Solved at first contact")


def test_what_is_half_written_in_the_panel_waits_for_its_conversation(agent: Page, wrote: Wrote) -> None:
    first = wrote("My pole is bent").said
    second = wrote("My tent is wet").said
    open_talk(agent, first)
    agent.get_by_role("button", name="Add a fact").click()
    agent.get_by_label("What happened").select_option("gesture")
    agent.get_by_label("Why, in a line").fill("A new pole for")
    row(agent, second).locator("a").click()
    expect(bubble(agent, second)).to_be_visible()
    expect(agent.get_by_label("Why, in a line")).to_have_count(0)
    row(agent, first).locator("a").click()
    why = agent.get_by_label("Why, in a line")
    expect(why).to_have_value("A new pole for")
    why.press("End")
    why.press_sequentially(" nothing")
    why.press("Enter")
    expect(agent.locator("#account li").first).to_contain_text("Given something: A new pole for nothing")
    row(agent, second).locator("a").click()
    expect(bubble(agent, second)).to_be_visible()
    row(agent, first).locator("a").click()
    expect(agent.locator("#account li").first).to_contain_text("Given something")
    expect(why).to_have_count(0)


def written_down(agent: Page) -> None:
    """What a customer did for the company, with the keyboard, which stays where it was."""
    agent.locator(".did summary").press("Enter")
    agent.locator(".did").get_by_role("button", name="Would recommend us").press("Enter")
    expect(agent.locator("#toasts")).to_contain_text("Noted")
    expect(agent.locator(".did summary")).to_be_focused()
