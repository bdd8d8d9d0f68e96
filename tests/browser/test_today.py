"""A whole day of one's own, in a real browser: from the arrival to leaving it here."""

from __future__ import annotations

from playwright.sync_api import expect

from extramile.demo.northfold import PASSWORD
from tests.browser.conftest import Open


def test_a_day_from_the_arrival_to_the_close(sign_in: Open) -> None:
    page = sign_in("Sam Okafor")
    page.get_by_role("link", name="Today").click()
    page.get_by_role("button", name="Good", exact=True).click()
    expect(page.get_by_role("button", name="Good", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Write my own").click()
    page.get_by_label("If …").fill("it rains")
    page.get_by_label("then I will …").fill("bring the big umbrella")
    page.locator("#intention form.form button").click()
    expect(page.get_by_text("If it rains, then I will bring the big umbrella.")).to_be_visible()

    page.get_by_role("button", name="Begin the warm-up").click()
    expect(page.locator("#warm-up-scene")).to_contain_text("feet touch the floor")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#warm-up-scene")).to_contain_text("first conversation")
    page.keyboard.press("Escape")
    # There are more parts once the week has its Monday.
    parts = page.locator("[data-skip]:visible")
    for left in range(parts.count() - 1, -1, -1):
        page.keyboard.press("s")
        expect(parts).to_have_count(left)
    expect(page.get_by_role("button", name="Start my day")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/**")

    page.goto("/today/")
    expect(page.locator("#worth")).to_be_visible()
    page.get_by_role("link", name="Close the day").click()
    page.get_by_label("One good thing of today").fill("A thank-you from Linh")
    page.locator("#good button.plum").click()
    expect(page.locator("#good")).to_contain_text("Kept")
    page.get_by_text("Four steps, two minutes").click()
    page.get_by_label("What else could be true").fill("Her trip was tomorrow")
    page.locator("#hard button.plum").click()
    expect(page.get_by_label("What else could be true")).to_have_value("Her trip was tomorrow")
    page.get_by_role("button", name="Leave it here").click()
    expect(page.get_by_text("It stays here.")).to_be_visible()


def test_a_browser_without_the_secret_opens_the_seal_by_the_password(sign_in: Open) -> None:
    page = sign_in("Priya Raman")
    page.context.clear_cookies(name="extramile_seal")
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Open your seal")).to_be_visible()
    page.get_by_role("textbox", name="Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How are you arriving?")).to_be_visible()
