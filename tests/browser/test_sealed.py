"""What somebody sealed, through another password, a reset with their code and a reset without, in real browsers."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_people import PASSWORD, OpenBrowser, colleague
from tests.browser.windows import Windows

WIN = "She laughed at last"


def link_for(ines: Page, name: str) -> str:
    """A link for a new password, made by an admin."""
    ines.goto("/settings/people")
    ines.get_by_role("link", name=re.compile(name)).click()
    ines.get_by_role("button", name="Make a link").click()
    return ines.get_by_label("The link").input_value()


def wins_with(page: Page, password: str) -> None:
    """Sign in with a password that was just set, and look at the wins."""
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    page.goto("/sign-in")
    page.get_by_label("Mail address").fill("vera@northfold.example")
    page.locator("input[type=password]").fill(password)
    page.locator("input[type=password]").press("Enter")
    expect(page).to_have_url(re.compile("/today/"))
    page.goto("/journey/wins")


def with_a_win(vera: Page) -> str:
    """Seals a win, and makes a recovery code, which is returned."""
    vera.goto("/journey/wins")
    vera.get_by_label("What went well").fill(WIN)
    vera.get_by_role("button", name="Keep it").click()
    vera.goto("/sealed/code")
    if vera.get_by_label("Current password").is_visible():
        vera.get_by_label("Current password").fill(PASSWORD)
    vera.get_by_role("button", name="Show me my code").click()
    return vera.locator("#code").inner_text()


def test_sealed_writing_goes_with_its_person_through_passwords(
    sign_in: Open, open_browser: OpenBrowser, windows: Windows
) -> None:
    ines, vera = colleague(sign_in, open_browser, "Vera Holm")
    code = with_a_win(vera)
    vera.goto("/profile")
    own = vera.get_by_role("region", name="Your password")
    own.get_by_label("Current password").fill(PASSWORD)
    own.get_by_label("New password").fill("moss-and-granite")
    own.get_by_role("button", name="Change the password").click()
    expect(vera.get_by_text("Your password is changed.")).to_be_visible()
    vera.goto("/journey/wins")
    expect(vera.get_by_text(WIN)).to_be_visible()

    link = link_for(ines, "Vera Holm")
    again = windows.page()
    again.goto(link)
    again.get_by_label("New password").fill("lichen-and-larch")
    again.get_by_role("button", name="Set the password").click()
    expect(again.get_by_text("Nothing is changed yet.")).to_be_visible()
    again.get_by_label("New password").fill("lichen-and-larch")
    again.get_by_label(re.compile("ecovery code")).fill(code)
    again.get_by_role("button", name="Set the password").click()
    wins_with(again, "lichen-and-larch")
    expect(again.get_by_text(WIN)).to_be_visible()
    again.goto(link)
    expect(again.get_by_role("heading", name="This link does not work any more")).to_be_visible()

    without = windows.page()
    without.goto(link_for(ines, "Vera Holm"))
    without.get_by_label("New password").fill("larch-and-lichen")
    without.get_by_label("I have no code").check()
    without.get_by_role("button", name="Set the password").click()
    wins_with(without, "larch-and-lichen")
    expect(without.get_by_text("Nothing here yet.")).to_be_visible()
    expect(without.get_by_text(WIN)).to_have_count(0)
