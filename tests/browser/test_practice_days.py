"""Somebody new, in a real browser: from the head place to the opened game plan, and two cards with one taken back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open


def test_the_head_place_opens_the_game_plan_and_its_lessons_come_back(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Ines Duarte", at="/practice/")
    page.get_by_role("navigation", name="Practice").get_by_role("link", name="Programme").click()
    axe(page)
    expect(page.get_by_role("link", name="Listening in writing")).to_have_count(0)
    page.get_by_role("link", name="Begin").click()
    axe(page)
    page.get_by_role("textbox").fill("I do this because nobody should be alone with a torn tent.")
    for _ in range(3):
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("kept on")).to_be_visible()
        page.get_by_text("Next: ").click()
    expect(page.get_by_role("heading", name="Listening in writing")).to_be_visible()
    page.get_by_role("button", name="Make it today’s intention").click()
    expect(page.locator("#intention")).to_contain_text("If a long message comes in")
    page.locator("#recall").get_by_role("link").click()

    expect(page.get_by_role("heading", name="Recall", exact=True)).to_be_visible()
    asked = page.locator("#question")
    first = asked.text_content() or ""
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Good")).to_be_focused()
    axe(page)
    page.keyboard.press("3")
    expect(page.get_by_text("Kept: Good")).to_be_visible()
    expect(asked).not_to_have_text(first)
    page.get_by_role("button", name="Undo").click()
    expect(asked).to_have_text(first)
    for _ in range(2):
        page.get_by_text("Show the answer").click()
        page.get_by_role("button", name="Easy").click()
        expect(page.get_by_text("Kept: Easy")).to_be_visible()
        expect(page.locator(".recall details[open]")).to_have_count(0)
    expect(page.get_by_role("heading", name="That is all for today.")).to_be_visible()
    axe(page)
    with page.expect_response("**/today/cards"):
        page.goto("/today/")
    expect(page.locator("#recall a")).to_have_count(0)


def test_a_lead_looks_at_a_module_before_keeping_it_on_a_phone_in_the_dark(
    sign_in: Open, axe: Callable[..., None]
) -> None:
    page = sign_in("Jo Lind", viewport=PHONE, color_scheme="dark", at="/practice/programme/modules/")
    axe(page)
    page.get_by_role("link", name="A new module").click()
    page.get_by_label("Part").select_option("Mastery")
    page.get_by_label("Title").fill("When it rains for a week")
    page.get_by_label("Text").fill("Everybody writes at once.\n\nBegin with those who wait longest.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("It is not kept yet.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="When it rains for a week")).to_be_visible()
    page.get_by_role("button", name="Up: When it rains for a week").click()
    expect(page.locator("section").last.get_by_role("listitem").nth(2)).to_contain_text("When it rains for a week")
    for address in ("/practice/recall/", "/practice/programme/", "/practice/programme/head-belief"):
        page.goto(address)
        axe(page, look_only=True)
