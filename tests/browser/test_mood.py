"""How the customer sounds: the trace over a conversation, corrected, taken back, and switched off."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import open_talk

Open = Callable[..., Page]


def test_a_tense_customer_who_eases(agent: Page, sign_in: Open, wrote: Wrote, axe: Callable[..., None]) -> None:
    talk = wrote("My tent arrived with a torn seam and I have heard nothing")
    open_talk(agent, talk.said)
    talk.write("This is ridiculous, I already told you twice")
    gauge = agent.locator("#mood button")
    expect(gauge).to_have_accessible_name("Tense. An estimate")
    talk.write("Oh wonderful, thank you so much, that would save my weekend")
    expect(gauge).to_have_accessible_name("Tense at first, easing now. An estimate")

    gauge.focus()
    agent.keyboard.press("Enter")
    sounds = agent.get_by_role("dialog", name="How the customer sounds")
    expect(sounds).to_be_focused()
    expect(sounds.locator("li")).to_have_count(3)
    expect(sounds.locator("li").nth(1)).to_contain_text("ridiculous")
    axe(agent)
    agent.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(agent, look_only=True)

    newest = sounds.locator("li").first
    newest.get_by_text("Sounds otherwise?").press("Enter")
    newest.get_by_role("button", name="Tenser").press("Enter")
    expect(newest).to_contain_text("Corrected: Tenser")
    expect(newest.get_by_role("button", name="Undo")).to_be_focused()
    expect(gauge).to_have_accessible_name("Tense, easing a little. An estimate")
    agent.keyboard.press("Enter")
    expect(gauge).to_have_accessible_name("Tense at first, easing now. An estimate")
    agent.keyboard.press("Escape")
    expect(sounds).to_be_hidden()
    expect(gauge).to_be_focused()

    _off_and_on(sign_in("Ines Duarte"), agent, axe)


def _off_and_on(admin: Page, agent: Page, axe: Callable[..., None]) -> None:
    gauge = agent.locator("#mood button")
    admin.goto("/settings/mood")
    axe(admin)
    admin.get_by_label("Estimate how customers sound").uncheck()
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Switched off. No estimate")).to_be_visible()
    agent.reload()
    expect(agent.locator("#entries .text").filter(has_text="save my weekend")).to_be_visible()
    expect(gauge).to_have_count(0)
    admin.get_by_label("Estimate how customers sound").check()
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Switched off. No estimate")).to_have_count(0)
    agent.reload()
    expect(gauge).to_be_visible()
