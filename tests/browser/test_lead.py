"""The lead's page and a 1:1 in real browsers: an agent who owns the agenda, and a lead who sees what is on it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

POINT = "May I learn the workshop's words? <b>In March</b>"
MINE = "Do not ask about Saturday"


def opened(agent: Page) -> None:
    """Open a 1:1 with Ines, and put there a point, a conversation and a note."""
    agent.get_by_role("link", name="1:1s with whoever leads you").click()
    agent.get_by_label("With whom?").select_option(label="Ines Duarte")
    agent.get_by_role("button", name="Open a 1:1").click()
    agent.get_by_label("Add a point").fill(POINT)
    agent.get_by_role("button", name="Put it there").click()
    expect(agent.locator("#points")).to_contain_text(POINT)
    agent.get_by_role("link", name="Pick a conversation").click()
    agent.locator(".takes a").first.click()
    expect(agent.get_by_role("heading", name="The record")).to_be_visible()
    agent.get_by_label("What I try next").fill("Say the day first")
    agent.get_by_role("button", name="Put it there").click()
    agent.get_by_label("Your notes").fill(MINE)
    agent.locator("#notes").get_by_role("button", name="Keep it").click()
    agent.get_by_label("In words").fill("in 2 days")
    agent.get_by_role("button", name="Propose it").click()
    expect(agent.locator("#time")).to_contain_text("You propose")


def test_a_one_to_one_from_both_sides(sign_in: Open, axe: Callable[..., None]) -> None:
    # Whoever has signed in once can be chosen.
    lead, agent = sign_in("Ines Duarte", at="/profile"), sign_in("Maya Reyes", at="/journey/")
    opened(agent)
    axe(agent)
    lead.goto("/lead/")
    expect(lead.locator("#load .heat")).to_be_visible()
    lead.locator("#own").get_by_role("link", name="Maya Reyes").click()
    expect(lead.locator("#points")).to_contain_text(POINT)
    expect(lead.locator("#talks")).to_contain_text("Say the day first")
    expect(lead.get_by_text(MINE)).to_have_count(0)
    axe(lead)
    lead.get_by_role("button", name="That suits me").click()
    lead.get_by_label("Add a point").fill("Your line about noon")
    lead.get_by_role("button", name="Put it there").click()
    agent.reload()
    expect(agent.locator("#time")).to_contain_text("agreed")
    expect(agent.locator("#points")).to_contain_text("Your line about noon")
    agent.locator("#talks").get_by_role("button", name="Take out").click()
    expect(agent.locator("#talks")).not_to_contain_text("Say the day first")
    lead.reload()
    expect(lead.locator("#talks")).to_have_count(0)
    lead.get_by_role("button", name="We have met: to the archive").click()
    agent.reload()
    expect(agent.get_by_text("Ines Duarte has closed it, and can open it again.")).to_be_visible()
    expect(agent.get_by_label("Add a point")).to_have_count(0)


def test_the_leads_page_by_keyboard_and_on_a_phone(sign_in: Open, axe: Callable[..., None]) -> None:
    lead = sign_in("Jo Lind")
    lead.get_by_role("link", name="Pulse & Coaching").click()
    expect(lead.locator("#own")).to_contain_text("Worth a thank-you?")
    axe(lead)
    offered = lead.locator("#thank .quote").inner_text()
    lead.get_by_role("button", name="Let it be").click()
    expect(lead.locator("#own .card").first).to_be_visible()
    expect(lead.get_by_text(offered, exact=True)).to_have_count(0)
    lead.get_by_role("link", name="Library").click()
    # Its scripts have run once it is loaded; keys pressed before are nobody's.
    lead.wait_for_url("**/lead/library")
    lead.keyboard.press("j")
    lead.keyboard.press("j")
    expect(lead.locator(".thought summary").nth(1)).to_be_focused()
    lead.keyboard.press("/")
    lead.keyboard.type("abusive break")
    lead.keyboard.press("Enter")
    expect(lead.get_by_text("First the person, then the ticket.")).to_be_visible()
    axe(lead)
    lead.set_viewport_size(PHONE)
    for address in ("/lead/", "/lead/mirror", "/lead/load", "/lead/one-to-ones/", "/lead/library"):
        lead.goto(address)
        assert lead.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
