"""Reports and reputation in real browsers: by keyboard, on a phone, in the dark, and for whoever is not signed in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import PHONE, Open


def test_a_lead_asks_for_other_days_and_takes_them_along(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Jo Lind", viewport=PHONE, color_scheme="dark", at="/lead/")
    page.get_by_role("link", name="Reports", exact=True).click()
    expect(page.get_by_role("heading", name="Over time")).to_be_visible()
    expect(page.get_by_label("From", exact=True)).to_be_hidden()
    page.get_by_label("Days").focus()
    page.keyboard.press("End")
    expect(page.get_by_label("From", exact=True)).to_be_visible()
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Choose the first day and the last one.")
    page.get_by_label("Days").select_option("90")
    page.get_by_label("Told by").select_option("hour")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="By hour of the day")).to_be_visible()
    expect(page.get_by_role("row", name="14:00")).to_contain_text("min")
    axe(page)
    with page.expect_download() as waited:
        page.get_by_role("link", name="This table with all figures").click()
    assert waited.value.suggested_filename.startswith("reports-hour-")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_what_a_lead_shows_is_there_for_everybody_without_script_or_cookie(
    sign_in: Open, open_browser: Callable[..., BrowserContext], axe: Callable[..., None]
) -> None:
    lead = sign_in("Jo Lind", at="/lead/reputation")
    axe(lead)
    words = "You remembered the dog’s name."
    lead.get_by_role("button", name=f"Take down: {words}").click()
    expect(lead.get_by_text("Taken down.")).to_be_visible()
    outside = open_browser(java_script_enabled=False)
    page = outside.new_page()
    page.goto("/reputation")
    expect(page.get_by_role("heading", name="In their own words")).to_be_visible()
    expect(page.get_by_text(words)).to_have_count(0)
    assert outside.cookies() == []
    lead.get_by_role("button", name=f"Show: {words}").click()
    expect(lead.get_by_text("without anybody’s name.").first).to_be_visible()
    page.reload()
    expect(page.get_by_text(words)).to_be_visible()
    expect(lead.get_by_alt_text("The badge as it looks now")).to_have_js_property("naturalWidth", 260)
