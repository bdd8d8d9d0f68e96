"""The extra mile at the desk: given beside the reply, in the account, taken back, and told as a story."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import bubble, open_talk

Open = Callable[..., Page]


def test_from_the_composer_to_the_account_and_back(
    agent: Page, lead: Page, wrote: Wrote, axe: Callable[..., None]
) -> None:
    said = wrote("It came torn, and we leave on Saturday").said
    open_talk(agent, said)
    agent.locator("#words").press("Escape")
    agent.keyboard.press("g")
    sheet, says = agent.locator("#mile"), agent.locator("#mile [data-says]")
    expect(agent.locator("#mile-give")).to_be_focused()
    expect(sheet).to_contain_text("Only you see this.")
    agent.locator("#mile-give").select_option("gift")
    agent.locator("#mile-amount").fill("30")
    expect(says).to_contain_text("Our rule is “Gift: £25.00 at most”.")
    expect(says).to_contain_text("a card from the workshop")
    axe(agent)
    agent.emulate_media(color_scheme="dark")
    axe(agent, look_only=True)
    agent.emulate_media(color_scheme="light")
    agent.locator("#mile-give").select_option("upgrade")
    expect(says).to_contain_text("£10.00 is left for this conversation")
    agent.locator("#mile-amount").press("Enter")
    expect(says).to_contain_text("One line of why is enough.")
    fill_in(agent)
    expect(sheet).to_be_hidden()
    expect(bubble(agent, "Went the extra mile: Upgrade, £30.00. A courier <b>")).to_be_visible()
    account = agent.locator("#account")
    expect(account).to_contain_text("Given something: Upgrade, £30.00")
    agent.keyboard.press("z")
    expect(bubble(agent, "Took back: Upgrade, £30.00.")).to_be_visible()
    expect(account).to_contain_text("It was taken back right away.")
    again(agent)
    for page in ("/team/extra-mile/", "/team/extra-mile/budget", "/settings/extra-mile"):
        lead.goto(page)
        axe(lead)
        lead.emulate_media(color_scheme="dark")
        axe(lead, look_only=True)
        lead.emulate_media(color_scheme="light")


def fill_in(agent: Page) -> None:
    """Why, and what made it necessary; given with the keyboard."""
    agent.locator("#mile-why").fill("A courier <b>for Saturday</b>")
    agent.locator("#mile-reason").select_option("broken")
    agent.locator("#mile-lesson").fill("Seams are looked at twice from now on")
    agent.locator("#mile-why").press("Enter")


def again(agent: Page) -> None:
    """Given once more, it is taken back where it stands in the form, and a third one leads on to its story."""
    for amount in ("12", "13"):
        agent.locator("[data-do=mile]").click()
        agent.locator("#mile-give").select_option("upgrade")
        agent.locator("#mile-amount").fill(amount)
        fill_in(agent)
        expect(bubble(agent, f"Went the extra mile: Upgrade, £{amount}.00.")).to_be_visible()
        if amount == "12":
            agent.locator("[data-do=mile]").click()
            agent.locator("#mile").get_by_role("button", name="Undo").click()
            expect(bubble(agent, "Took back: Upgrade, £12.00.")).to_be_visible()
    agent.locator("[data-do=mile]").click()
    expect(agent.locator("#mile s")).to_have_count(2)
    agent.locator("#mile").get_by_role("link", name="Tell the story").click()
    expect(agent.get_by_label("What this taught us")).to_have_value("Seams are looked at twice from now on")
