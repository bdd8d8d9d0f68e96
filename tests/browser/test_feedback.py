"""Feedback, from the end of a chat and the public page to what everybody reads of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.somebody import Desk
from tests.browser.test_widget_rating import resolve
from tests.browser.widget_talk import open_chat, write
from tests.browser.windows import Windows

HOSTILE = "Six mails about <b>one</b> order <img src=x onerror=alert(1)> \u202e"


def said_on(page: Page, address: str) -> None:
    """Say something as somebody whose browser runs no scripts, on a phone."""
    page.goto(address)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Write what you would like to say.")).to_be_visible()
    page.get_by_label("Criticism").check()
    page.get_by_label("Your words").fill(HOSTILE)
    page.get_by_label("Your name").fill("Noor")
    page.get_by_label("Your name").press("Enter")
    expect(page.get_by_role("heading", name="Thank you for saying it")).to_be_visible()


def test_from_the_end_of_a_chat_to_what_we_did(
    visitor: Page, desk: Desk, open_browser: Callable[..., BrowserContext], sign_in: Open, axe: Callable[..., None]
) -> None:
    agent, panel = sign_in("Maya Reyes"), open_chat(visitor)
    write(panel, "Six mails, and none says when")
    resolve(agent, panel, desk.conversation_saying("Six mails, and none says when"))
    link = panel.get_by_role("link", name="Tell the company something")
    address = link.get_attribute("href")
    assert address and "/feedback?c=" in address

    said_on(open_browser(viewport=PHONE, java_script_enabled=False).new_page(), address)
    lead = sign_in("Jo Lind", at="/team/")
    lead.get_by_role("link", name="Feedback", exact=True).click()
    lead.get_by_role("link", name="All feedback").click()
    axe(lead)
    lead.get_by_role("link", name="Six mails about <b>one</b> order").click()
    expect(lead.get_by_role("link", name="the conversation")).to_be_visible()
    lead.get_by_role("button", name="Merge into: Six mails about one order").click()
    lead.get_by_role("button", name="Let it stand by itself").click()
    lead.get_by_label("What becomes of it").select_option(label="Done")
    lead.get_by_label("What we did, do, or why not").fill("One mail an order, on the day it goes.")
    lead.get_by_label("Everybody reads it, under").check()
    lead.get_by_label("What was said, in a line").fill("Too many mails about one order")
    axe(lead)
    lead.get_by_role("button", name="Say it").click()
    expect(lead.locator("#answers")).to_contain_text("One mail an order")

    agent.goto("/team/feedback/")
    told = agent.locator("article", has_text="Too many mails about one order")
    expect(told).to_contain_text("One mail an order, on the day it goes.")
    axe(agent)
    told.get_by_role("link").click()
    expect(agent.locator("#answers")).to_contain_text("One mail an order")
    expect(agent.get_by_text("Six mails about <b>one</b> order")).to_have_count(0)


def test_without_a_name_and_on_the_public_pages(windows: Windows, sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Sam Okafor", viewport=PHONE, color_scheme="dark", at="/team/feedback/")
    page.get_by_role("link", name="Something else").click()
    page.get_by_label("The company as an employer").check()
    page.get_by_label("Your words").fill("The plan comes on Friday at five.")
    page.get_by_label("Without my name").check()
    axe(page)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_role("heading", name="Said, without a name")).to_be_visible()

    lead = sign_in("Jo Lind", at="/team/feedback/links")
    axe(lead)
    address = lead.get_by_label("The link for Hull Forwarding").input_value()
    partner = windows.page(color_scheme="dark")
    partner.goto(address)
    expect(partner.get_by_text("This page is for Hull Forwarding.")).to_be_visible()
    axe(partner)
    partner.goto("/feedback/from/1.1:no")
    expect(partner.get_by_role("heading", name="This link is closed")).to_be_visible()
    axe(partner)
