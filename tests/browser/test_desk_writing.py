"""Writing at the desk: what is kept, what is sent again, and what helps."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Wrote, offline
from tests.browser.desk_talk import bubble, new_talk, open_talk, say
from tests.browser.server import Server
from tests.browser.widget_talk import messages, open_chat, write

Open = Callable[..., Page]


def test_a_draft_stays_with_its_conversation_until_sign_out(agent: Page, wrote: Wrote) -> None:
    first = wrote("First").said
    second = wrote("Second").said
    open_talk(agent, first)
    agent.locator("#words").fill("half a thought")
    open_talk(agent, second)
    expect(agent.locator("#words")).to_have_value("")
    open_talk(agent, first)
    expect(agent.locator("#words")).to_have_value("half a thought")
    agent.reload()
    expect(agent.locator("#words")).to_have_value("half a thought")
    agent.locator(".me").click()
    agent.get_by_role("button", name="Sign out").click()
    agent.wait_for_url("**/sign-in**")
    assert agent.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []


def test_what_is_said_offline_goes_out_once_and_in_order(agent: Page, visit: Open) -> None:
    panel, said = new_talk(visit, "Are you there?")
    open_talk(agent, said)
    with offline(agent.context):
        expect(agent.locator("#connection")).to_contain_text("You are offline")
        for n in range(3):
            say(agent, f"Answer {n}")
        expect(agent.locator("#entries .pending")).to_have_count(3)
    expect(agent.locator("#entries .pending")).to_have_count(0)
    expect(agent.locator("#connection")).to_be_hidden()
    expect(panel.locator(".them .msg").last).to_contain_text("Answer 2")
    assert messages(panel) == [said, "Answer 0", "Answer 1", "Answer 2"]


def test_signing_out_asks_before_it_throws_away_what_did_not_go_out(agent: Page, visit: Open) -> None:
    panel, said = new_talk(visit, "Still waiting")
    open_talk(agent, said)
    agent.once("dialog", lambda dialog: dialog.dismiss())
    with offline(agent.context):
        say(agent, "Kept all the same")
        expect(agent.locator("#entries .pending")).to_have_count(1)
        agent.locator(".me").click()
        agent.get_by_role("button", name="Sign out").click()
    expect(bubble(agent, "Kept all the same")).to_be_visible()
    expect(panel.locator(".them .msg").last).to_contain_text("Kept all the same")


def test_the_server_restarts_under_a_conversation(agent: Page, visit: Open, server: Server) -> None:
    panel, said = new_talk(visit, "Before")
    open_talk(agent, said)
    server.kill()
    try:
        say(agent, "Said into the dark")
        expect(agent.locator("#entries .pending")).to_have_count(1)
        expect(panel.locator(".state")).to_contain_text("Connection lost, coming back.")
        write(panel, "So was this")
    finally:
        server.start()
    expect(panel.locator(".state")).to_be_hidden()
    expect(bubble(agent, "Said into the dark")).to_be_visible()
    expect(bubble(agent, "So was this")).to_be_visible()
    expect(panel.locator(".them .msg").last).to_contain_text("Said into the dark")
    shown = messages(panel)
    assert sorted(shown) == sorted([said, "Said into the dark", "So was this"])
    panel.page.reload()
    expect(open_chat(panel.page).locator(".msg > div")).to_have_text(shown)


def test_saved_replies_fill_themselves_in(agent: Page, wrote: Wrote) -> None:
    said = wrote("Hello").said
    open_talk(agent, said)
    agent.locator("#words").press_sequentially("/hel")
    # With fewer letters others come before it.
    expect(agent.get_by_role("option", name="/hello")).to_have_attribute("aria-selected", "true")
    agent.keyboard.press("Enter")
    expect(agent.locator("#replies")).to_be_hidden()
    expect(agent.locator("#words")).to_have_value(
        "Hello there, this is Maya at Northfold. Thank you for writing. Let me look into it with you."
    )
    agent.locator("#words").fill("/nosuchreply")
    expect(agent.locator("#replies")).to_contain_text("No saved reply")
    agent.keyboard.press("Escape")
    expect(agent.locator("#replies")).to_be_hidden()


def test_a_game_plan_is_suggested_found_and_put_into_the_reply(agent: Page, wrote: Wrote) -> None:
    said = wrote("My tent came with a torn seam and the zip is broken").said
    open_talk(agent, said)
    agent.locator("#words").fill("Hello. ")
    agent.get_by_role("button", name="Game plans").click()
    expect(agent.locator("#plans summary").first).to_have_text("Something arrived torn or broken")
    agent.keyboard.type("the boots are too small")
    expect(agent.locator("#plans summary").first).to_have_text("It is the wrong size")
    agent.locator("#plans").get_by_role("button", name="Yes").first.click()
    expect(agent.locator("#plans")).to_contain_text("It is added up without a name.")
    agent.locator("#plans").get_by_role("button", name="Put the first words").first.click()
    expect(agent.locator("#words")).to_have_value("Hello. That is easily put right.")
    expect(agent.locator("#words")).to_be_focused()


def test_too_long_is_said_before_it_is_sent(agent: Page, wrote: Wrote) -> None:
    said = wrote("Tell me everything").said
    open_talk(agent, said)
    agent.locator("#words").fill("a" * 9_900)
    expect(agent.locator("#counter")).to_have_text("100 left")
    agent.locator("#words").fill("a" * 10_001)
    expect(agent.locator("#counter")).to_have_text("1 over the limit")
    agent.locator("#words").press("Enter")
    expect(agent.locator("#words")).not_to_have_value("")
    agent.locator("#emoji-open").click()
    agent.keyboard.press("ArrowRight")
    agent.keyboard.press("Enter")
    agent.keyboard.press("Escape")
    expect(agent.locator("#words")).to_be_focused()
    agent.locator("#words").fill("two\nlines")
    agent.locator("#words").press("Shift+Enter")
    expect(agent.locator("#words")).to_have_value("two\nlines\n")
