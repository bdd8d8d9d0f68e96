"""Hands at the desk: the focus stays where it was, keys come at once, and what was done can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from extramile.demo import northfold
from tests.browser.conftest import Wrote
from tests.browser.desk_talk import box, bubble, line, open_talk, row, say

Open = Callable[..., Page]


def test_the_focus_stays_where_the_hands_are(agent: Page, wrote: Wrote) -> None:
    said = wrote("Steady hands").said
    open_talk(agent, said)
    agent.keyboard.press("Escape")
    agent.keyboard.press("a")
    expect(agent.locator("#menu")).to_be_visible()
    agent.keyboard.press("Escape")
    expect(agent.locator("[data-menu=assign]")).to_be_focused()
    agent.keyboard.press("t")
    expect(agent.locator("#menu")).to_be_visible()
    agent.keyboard.press("Escape")
    agent.keyboard.press("?")
    expect(agent.get_by_role("dialog")).to_be_visible()
    agent.keyboard.press("Escape")
    agent.locator("[data-do=resolve]").focus()
    agent.keyboard.press("Enter")
    expect(agent.locator("[data-do=reopen]")).to_be_focused()
    agent.get_by_role("button", name="Edit").click()
    agent.get_by_label("Email").fill("nowhere")
    agent.keyboard.press("Enter")
    expect(agent.locator("#side .wrong")).to_be_visible()
    expect(agent.get_by_label("Email")).to_be_focused()
    agent.get_by_label("Email").fill("hands@example.org")
    agent.keyboard.press("Enter")
    expect(agent.get_by_role("button", name="Edit")).to_be_focused()


def test_what_was_done_is_taken_back_by_a_key(agent: Page, wrote: Wrote) -> None:
    said = wrote("Back and forth").said
    open_talk(agent, said)
    agent.keyboard.press("Escape")
    agent.keyboard.press("s")
    agent.get_by_role("option", name="Until the customer writes").click()
    expect(agent.locator("[data-do=wake]")).to_be_visible()
    agent.keyboard.press("e")
    expect(agent.locator("[data-do=reopen]")).to_be_visible()
    expect(agent.locator("#toasts")).to_contain_text("Resolved.")
    agent.keyboard.press("z")
    expect(agent.locator("[data-do=wake]")).to_be_visible()
    expect(agent.locator("#toasts .toast")).to_have_count(0)
    agent.locator("[data-do=wake]").click()
    expect(agent.locator("#toasts")).to_contain_text("Back in the inbox.")
    agent.keyboard.press("z")
    expect(agent.locator("[data-do=wake]")).to_be_visible()
    agent.keyboard.press("z")
    agent.keyboard.press("t")
    agent.keyboard.type("Kept")
    agent.keyboard.press("Enter")
    agent.get_by_role("button", name="Remove the tag Kept").click()
    expect(agent.locator("#toasts")).to_contain_text("The tag Kept is off.")
    agent.keyboard.press("z")
    expect(line(agent, "added the tag Kept")).to_have_count(2)
    expect(agent.locator("#head .tag", has_text="Kept")).to_be_visible()


def test_the_next_key_goes_on_where_a_line_left(agent: Page, wrote: Wrote) -> None:
    talks = [wrote(f"In a row {n}").said for n in range(3)]
    open_talk(agent, talks[1])
    agent.keyboard.press("Escape")
    agent.keyboard.press("e")
    expect(row(agent, talks[1])).to_have_count(0)
    agent.keyboard.press("j")
    expect(row(agent, talks[0]).locator("a")).to_be_focused()
    agent.keyboard.press("k")
    expect(row(agent, talks[2]).locator("a")).to_be_focused()


def test_yesterday_is_not_called_today(agent: Page, wrote: Wrote) -> None:
    talk = wrote("Before midnight")
    open_talk(agent, talk.said)
    expect(agent.locator("#entries .day")).to_have_text("Today")
    agent.clock.set_system_time(datetime.now().astimezone() + timedelta(days=1))
    talk.write("The desk was open all night")
    expect(bubble(agent, "The desk was open all night")).to_be_visible()
    expect(agent.locator("#entries .day").first).to_have_text("Yesterday")
    agent.clock.set_system_time(datetime.now().astimezone() + timedelta(days=800))
    talk.write("And much longer")
    expect(agent.locator("#entries .day").first).to_have_text(re.compile(r"\b20\d\d\b"))


def test_what_one_tab_sends_another_does_not_offer_again(agent: Page, wrote: Wrote) -> None:
    said = wrote("Two tabs").said
    open_talk(agent, said)
    agent.locator("#words").fill("Half of an ans")
    other = agent.context.new_page()
    other.goto(agent.url)
    expect(other.locator("#words")).to_have_value("Half of an ans")
    say(agent, "Half of an answer")
    expect(bubble(other, "Half of an answer")).to_be_visible()
    expect(other.locator("#words")).to_have_value("")


def test_a_session_that_ends_while_somebody_writes_loses_nothing(agent: Page, wrote: Wrote) -> None:
    said = wrote("Take your time").said
    open_talk(agent, said)
    address = agent.url
    agent.locator("#words").fill("A long answer, nearly done")
    agent.context.clear_cookies()
    agent.locator("[data-menu=assign]").click()
    agent.wait_for_url("**/sign-in?next=**")
    agent.locator("input[type=email]").fill(northfold.address("Maya Reyes"))
    agent.locator("input[type=password]").fill(northfold.PASSWORD)
    agent.locator("input[type=password]").press("Enter")
    agent.wait_for_url(address)
    expect(agent.locator("#words")).to_have_value("A long answer, nearly done")


def test_a_tab_that_was_signed_out_elsewhere_leads_back(agent: Page, wrote: Wrote) -> None:
    said = wrote("Do not forget me").said
    open_talk(agent, said)
    other = agent.context.new_page()
    other.goto("/profile")
    other.locator(".me").click()
    other.get_by_role("button", name="Sign out").click()
    back = agent.locator("#connection a")
    expect(back).to_be_visible()
    assert "/desk/c/" in str(back.get_attribute("href")).replace("%2F", "/")


def test_a_customer_who_writes_is_heard_of_elsewhere(agent: Page, wrote: Wrote) -> None:
    agent.context.grant_permissions(["notifications"])
    agent.add_init_script(
        "window.told = []; window.Notification = class extends Notification "
        "{ constructor(title, more) { super(title, more); told.push(`${title}: ${more.body}`) } }"
    )
    agent.add_init_script(_SOUNDS)
    agent.reload()
    box(agent, "unassigned")
    agent.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    said = wrote("Is anybody at home?").said
    expect(row(agent, said)).to_be_visible()
    expect(row(agent, said).locator(".said")).to_contain_text("Unread:")
    assert any(said in told for told in agent.evaluate("told"))
    # Two tones, and then it rests: sound that runs costs as long as the desk is open.
    agent.wait_for_function("() => tones === 2 && sounds.state === 'suspended'")


_SOUNDS = """
window.tones = 0;
window.AudioContext = class extends AudioContext {
  constructor() { super(); window.sounds = this; }
  createOscillator() { tones += 1; return super.createOscillator(); }
};
"""
