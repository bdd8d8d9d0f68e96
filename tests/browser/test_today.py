"""A whole day of one's own, in a real browser: from the arrival to leaving it here."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from extramile.demo.northfold import PASSWORD
from extramile.web.fields import zones
from tests.browser.conftest import Open
from tests.browser.windows import DESK

PASTE = """field => {
  const board = new DataTransfer();
  board.items.add(new File(["x"], "screen.png", {type: "image/png"}));
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: board, bubbles: true, cancelable: true}));
}"""


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
    _paste_a_picture(page, "One good thing of today")
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


def test_a_shift_past_midnight_is_one_day_and_a_word_without_end_widens_nothing(sign_in: Open) -> None:
    page = sign_in("Maya Reyes")
    evening, night = _either_side_of_midnight()
    before = _live_in(page, evening)
    page.goto("/today/")
    page.get_by_role("button", name="Steady", exact=True).click()
    page.get_by_text("Write my own").click()
    page.get_by_label("If …").fill("it is past midnight")
    page.get_by_label("then I will …").fill("write shorter lines")
    page.locator("#intention form.form button").click()
    plan = page.get_by_text("If it is past midnight, then I will write shorter lines.")
    expect(plan).to_be_visible()

    _live_in(page, night)
    page.goto("/today/")
    expect(page.get_by_role("button", name="Steady", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(plan).to_be_visible()
    page.get_by_role("link", name="Close the day").click()
    page.get_by_role("button", name="Leave it here").click()
    expect(page.get_by_text("It stays here.")).to_be_visible()
    expect(page.get_by_role("button", name="Steady", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(plan).to_have_count(0)
    _live_in(page, before)

    page.goto("/journey/wins")
    page.get_by_label("What went well").fill("x" * 5000)
    page.get_by_role("button", name="Keep it").click()
    page.goto("/journey/")
    expect(page.get_by_text("x" * 5000)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def _paste_a_picture(page: Page, label: str) -> None:
    field = page.get_by_label(label)
    before = field.input_value()
    field.evaluate(PASTE)
    expect(field.locator("xpath=following-sibling::*[1]")).to_contain_text("A picture cannot be kept here.")
    expect(field).to_have_value(before)


def _either_side_of_midnight() -> tuple[str, str]:
    """A place where it is evening, and one where it is night, at this same moment: midnight lies between the two."""
    now = {zone: datetime.now(ZoneInfo(zone)) for zone in zones()}
    return next(
        (evening, night)
        for evening, at in now.items()
        if 19 <= at.hour <= 22
        for night, later in now.items()
        if later.hour <= 3 and later.date() == at.date() + timedelta(days=1)
    )


def _live_in(page: Page, zone: str) -> str:
    """Somebody moves to another time zone; the one they lived in is returned."""
    page.goto("/profile")
    field = page.get_by_label("Your time zone")
    before = field.input_value()
    field.fill(zone)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(field).to_have_value(zone)
    return before
