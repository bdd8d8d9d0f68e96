"""After abuse: a break that others see as any other, a boundary, a polite end; and the intention over the list."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Wrote, offline
from tests.browser.desk_talk import bubble, line, new_talk, open_talk
from tests.browser.widget_talk import messages

PLUM = "bring the big umbrella"


def seen_as(page: Page, name: str, state: str) -> None:
    """How a colleague looks in the list of those who could hold a conversation."""
    page.locator("#head [data-menu=assign]").click()
    avatar = page.locator("#menu [role=option]").filter(has_text=name).locator(".avatar")
    expect(avatar).to_have_class(re.compile(rf"\b{state}\b"))
    page.keyboard.press("Escape")


def test_a_break_after_abuse_is_an_ordinary_absence_and_ends_by_itself(
    agent: Page, sign_in: Open, wrote: Wrote, axe: Callable[..., None]
) -> None:
    sent: list[str] = []
    agent.on("websocket", lambda socket: socket.on("framesent", lambda text: sent.append(str(text))))
    # A clock that jumps while the desk connects looks like a socket that nobody answers: frames then go by POST.
    agent.on("request", lambda request: sent.append((request.post_data or "") if "/live/" in request.url else ""))
    agent.clock.install()
    agent.reload()
    said = wrote("Answer me, you stupid bitch").said
    open_talk(agent, said)
    care = agent.locator("#care")
    expect(care).to_be_visible()
    axe(agent)
    sam = sign_in("Sam Okafor")
    open_talk(sam, said)
    seen_as(sam, "Maya Reyes", "on")

    care.get_by_role("button", name="Break: 5 minutes").click()
    expect(care).to_be_hidden()
    expect(agent.locator("#wrap-up")).to_contain_text("Away until")
    seen_as(sam, "Maya Reyes", "away")
    agent.reload()
    expect(agent.locator("#wrap-up")).to_contain_text("Away until")
    agent.clock.fast_forward("05:01")
    expect(agent.get_by_text("You are here again.")).to_be_visible()
    expect(agent.locator("#wrap-up")).to_have_count(0)
    seen_as(sam, "Maya Reyes", "on")
    assert agent.evaluate("() => Object.keys(localStorage).filter((name) => name.includes('wrap'))") == []

    agent.get_by_role("button", name="Maya Reyes: your menu").click()
    agent.get_by_role("button", name="Wrap up: 10 minutes").click()
    expect(agent.locator("#wrap-up")).to_be_visible()
    agent.get_by_role("button", name="Maya Reyes: your menu").click()
    agent.locator("#me-menu").get_by_role("button", name="Here").click()
    expect(agent.locator("#wrap-up")).to_have_count(0)
    told = set(re.findall(r'{"kind":"presence"[^}]*}', "".join(sent)))
    assert told == {'{"kind":"presence","state":"away"}', '{"kind":"presence","state":"here"}'}


def test_a_choice_that_waits_for_the_connection_leaves_the_menu_open(agent: Page) -> None:
    mine = agent.get_by_role("button", name="Maya Reyes: your menu")
    menu = agent.locator("#me-menu")
    expect(agent.locator("[data-me].on")).to_be_visible()
    with offline(agent.context):
        expect(agent.locator("#connection")).to_be_visible()
        mine.click()
        menu.get_by_role("button", name="Away", exact=True).click()
        expect(menu).to_be_hidden()
        mine.click()
        expect(menu).to_be_visible()
    expect(agent.locator("#connection")).to_be_hidden()
    expect(menu).to_be_visible()
    menu.get_by_role("button", name="Here").click()
    expect(agent.locator("[data-me].on")).to_be_visible()


def test_a_boundary_and_a_polite_end_that_can_be_undone(agent: Page, visit: Callable[..., Page]) -> None:
    panel, said = new_talk(visit, "This tent is damn useless")
    open_talk(agent, said)
    care = agent.locator("#care")
    expect(care).to_be_hidden()
    agent.locator("#talk").focus()
    agent.keyboard.press("b")
    expect(care.get_by_role("button", name="Break: 5 minutes")).to_be_focused()
    care.get_by_role("button", name="Set a boundary").click()
    expect(agent.locator("#words")).to_have_value(re.compile("with respect"))
    agent.locator("#words").press("Enter")
    expect(panel.locator(".them .msg").last).to_contain_text("with respect")

    care.get_by_role("button", name="End it politely").click()
    sheet = agent.locator("#ending")
    sheet.get_by_label("Block this customer too").check()
    sheet.get_by_role("button", name="Send and resolve").click()
    expect(bubble(agent, "I am ending our conversation here.")).to_be_visible()
    expect(line(agent, "Maya Reyes resolved the conversation")).to_be_visible()
    expect(agent.locator("#side").get_by_role("button", name="Unblock")).to_be_visible()
    expect(care).to_be_hidden()
    agent.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(line(agent, "Maya Reyes reopened the conversation")).to_be_visible()
    expect(agent.locator("#side").get_by_role("button", name="Block this customer")).to_be_visible()
    assert sum("I am ending" in text for text in messages(panel)) == 1


def test_the_intention_stands_over_the_list_of_its_owner_alone(sign_in: Open, axe: Callable[..., None]) -> None:
    priya = sign_in("Priya Raman", at="/today/")
    priya.get_by_text("Write my own").click()
    priya.get_by_label("If …").fill("it rains")
    priya.get_by_label("then I will …").fill(PLUM)
    priya.locator("#intention form.form button").click()
    expect(priya.get_by_text("Kept for today")).to_be_visible()
    priya.goto("/desk/")
    chip = priya.locator("#intention a")
    expect(chip).to_have_attribute("title", re.compile(f"Only you see this: If it rains, then I will {PLUM}"))
    for _ in range(20):
        priya.keyboard.press("Tab")
        if chip.evaluate("one => one === document.activeElement"):
            break
    expect(chip.locator(".whole")).to_have_css("opacity", "1")
    axe(priya)
    jo = sign_in("Jo Lind")
    assert "umbrella" not in jo.request.get("/today/chip").text()
    assert "umbrella" not in jo.content()
