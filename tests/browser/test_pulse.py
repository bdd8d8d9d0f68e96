"""A round of questions in real browsers: from the lead who opens it to the figures that everybody sees."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

DECIDE = "I decide how I help the person in front of me."


def answered(page: Page) -> None:
    """Answer one question of each kind, and send."""
    page.get_by_role("group", name=DECIDE).get_by_label("Mostly").check()
    page.get_by_role("group", name="On good days and bad ones").get_by_label("Fully").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Your answers are in")).to_be_visible()


def begun(page: Page) -> None:
    """Answer by keyboard, leave a question out, and find it so after the page was loaded anew."""
    page.get_by_role("group", name=DECIDE).get_by_label("Not at all").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name=DECIDE).get_by_label("A little")).to_be_checked()
    page.get_by_role("group", name="We laugh <enough>").get_by_label("Half").check()
    page.get_by_role("button", name="Leave out: We laugh").click()
    page.reload()
    expect(page.get_by_role("group", name=DECIDE).get_by_label("A little")).to_be_checked()
    expect(page.get_by_role("group", name="We laugh <enough>").get_by_label("Half")).not_to_be_checked()


def test_a_round_from_the_lead_who_opens_it_to_the_figures(sign_in: Open, axe: Callable[..., None]) -> None:
    lead = sign_in("Jo Lind", at="/team/")
    lead.get_by_role("link", name="Pulse", exact=True).click()
    expect(lead.locator("#energy")).to_contain_text("10 to 14 people answered.")
    axe(lead)
    lead.get_by_role("link", name="Workshop").click()
    expect(lead.get_by_role("heading", name="Too few to show")).to_be_visible()
    lead.get_by_role("link", name="Rounds", exact=True).click()
    axe(lead)
    lead.get_by_label("A sentence of your own").fill("We laugh <enough>")
    lead.get_by_role("button", name="Open the round").click()
    expect(lead.get_by_role("heading", name="A round is open")).to_be_visible()

    maya = sign_in("Maya Reyes", viewport=PHONE, color_scheme="dark", at="/team/pulse/")
    maya.get_by_role("link", name="Answer", exact=True).click()
    axe(maya)
    begun(maya)
    answered(maya)
    assert maya.evaluate("Object.keys(localStorage).filter((name) => name.includes('pulse')).length") == 0
    maya.go_back()
    maya.reload()
    expect(maya.get_by_role("heading", name="Your answers are in")).to_be_visible()
    for name in ("Sam Okafor", "Priya Raman", "Ines Duarte"):
        answered(sign_in(name, at="/team/pulse/answer"))
    lead.goto("/team/pulse/answer")
    answered(lead)

    lead.goto("/team/pulse/rounds")
    lead.get_by_text("Close it now").click()
    lead.get_by_role("button", name="Close the round").click()
    expect(lead.locator("#energy")).to_contain_text("5 to 9 people answered.")
    lead.get_by_label("One thing, in one line").fill("More laughing")
    lead.get_by_role("button", name="We will do this").click()
    maya.goto("/team/pulse/")
    expect(maya.locator("#deeds")).to_contain_text("More laughing")
    expect(maya.locator("#energy")).to_contain_text("55 or more")
    axe(maya, look_only=True)
