"""A story, from the conversation to the wall."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open


def test_a_story_from_the_conversation_to_the_wall(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Sam Okafor")
    page.get_by_text("Oluwaseun Adeyemi").first.click()
    page.get_by_role("link", name="Tell a story").click()
    page.get_by_label("In one line").fill("Oluwaseun had waited nine days")
    page.get_by_label("What happened, and what you did").fill(
        "Order 8655 lay on a shelf. I refunded it while we talked."
    )
    axe(page)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("article")).to_contain_text("the customer had waited nine days")
    expect(page.get_by_text("Oluwaseun → the customer")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("In one line")).to_have_value("Oluwaseun had waited nine days")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Tell it").click()
    expect(page.get_by_role("heading", name="the customer had waited nine days")).to_be_visible()

    lead = sign_in("Jo Lind", viewport=PHONE, at="/team/")
    lead.get_by_role("link", name="the customer had waited nine days").first.click()
    lead.get_by_role("button", name="Well done").click()
    expect(lead.locator("#cheers")).to_contain_text("Jo Lind")
    lead.get_by_label("Say something").fill("@Sam, that is what I call owning it")
    lead.get_by_role("button", name="Say it").click()
    expect(lead.locator("#said")).to_contain_text("that is what I call owning it")
    lead.get_by_role("button", name="Choose for the story of the week").click()
    expect(lead.get_by_role("button", name="Your story of the week")).to_be_visible()
    axe(lead)
    lead.get_by_role("link", name="On one sheet").click()
    lead.emulate_media(media="print")
    expect(lead.locator(".rail")).to_be_hidden()
    lead.emulate_media(media="screen", color_scheme="dark")
    lead.goto("/team/")
    axe(lead)


def test_thanks_reach_their_person(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Maya Reyes", at="/team/")
    page.get_by_role("link", name="Thank someone").click()
    page.get_by_label("Whom you thank").select_option(label="Sam Okafor")
    page.get_by_label("For what happened").fill("the map of the peg bags")
    page.get_by_label("Your words").fill("I used it twice today.")
    axe(page)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#between")).to_contain_text("between you two")

    sam = sign_in("Sam Okafor", at="/today/")
    expect(sam.locator("#worth")).to_contain_text("I used it twice today.")
    sam.get_by_role("link", name="Maya Reyes thanks you").click()
    expect(sam.locator("#between")).to_contain_text("the map of the peg bags")
    axe(sam)
    page.get_by_role("button", name="Show the team").click()
    expect(page.locator("#between li").first).not_to_contain_text("between you two")


def test_the_other_rooms_and_a_card_on_the_whole_screen(sign_in: Open, axe: Callable[..., None]) -> None:
    lead = sign_in("Jo Lind", at="/team/monday/ideas")
    axe(lead)
    lead.goto("/team/monday/")
    axe(lead)
    lead.goto("/team/slips/new")
    axe(lead)
    lead.goto("/team/around/")
    axe(lead)
    lead.goto("/team/cards/")
    axe(lead)
    lead.get_by_role("link", name="Begin with the first").click()
    first = lead.locator("h1").inner_text()
    lead.keyboard.press("ArrowRight")
    expect(lead.locator("h1")).not_to_have_text(first)
    axe(lead)
    lead.keyboard.press("ArrowLeft")
    expect(lead.locator("h1")).to_have_text(first)
    lead.keyboard.press("Escape")
    lead.wait_for_url("**/team/cards/")
