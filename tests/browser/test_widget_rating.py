"""A visitor says how it was, at the end of a conversation, and an agent reads it where it was said."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import PHONE, offline
from tests.browser.somebody import Desk
from tests.browser.widget_talk import open_chat, write
from tests.browser.widget_wire import AT, Wire, acknowledge, entry, open_panel, resumed

# Every fourth conversation asks whether one would recommend the company: by the end of its name.
ASKS, ASKS_NOT = (f"crypto.getRandomValues = (into) => into.fill({end});" for end in (4, 5))


# A rating in the store that both tabs share, as it lies there until the tab that wrote it has heard that it is kept.
_ELSEWHERE = """
(conversation) => {
  const name = Object.keys(localStorage).find((name) => name.endsWith("conversation"));
  const rating = { kind: "rating", id: "01a00000-0000-7000-8000-000000000000", conversation, resolved: 2, stars: 5 };
  localStorage[name.replace(/conversation$/, "out:" + rating.id)] = JSON.stringify(rating);
}
"""


def resolve(agent: Page, panel: Locator, conversation: int) -> None:
    """Resolve a conversation at the desk; its visitor is asked how it was."""
    agent.goto(f"/desk/c/{conversation}")
    agent.locator("[data-do=resolve]").click()
    expect(panel.locator(".rating legend")).to_have_text("How was this conversation?")


def say_all(page: Page, panel: Locator, axe: Callable[..., None]) -> None:
    """Five stars by the keyboard, words, a nine, and yes."""
    panel.get_by_role("radio", name="Very poor").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("radio", name="Very good")).to_be_checked()
    axe(page)
    panel.locator(".rating textarea").fill("You <b>listened</b>\u202e")
    panel.locator(".rating").get_by_role("button", name="Send").press("Enter")
    expect(panel.locator(".rating legend")).to_contain_text("recommend Northfold")
    panel.get_by_role("radio", name="9", exact=True).check()
    axe(page, look_only=True)
    panel.locator(".rating").get_by_role("button", name="Send").click()
    expect(panel.locator(".rating legend")).to_contain_text("without your name")
    panel.get_by_role("button", name="Yes").click()


def test_step_by_step_with_the_keyboard_in_two_tabs(
    open_browser: Callable[..., BrowserContext], agent: Page, desk: Desk, axe: Callable[..., None]
) -> None:
    browser = open_browser()
    browser.add_init_script(ASKS)
    page, tab = browser.new_page(), browser.new_page()
    page.goto("/demo/")
    panel = open_chat(page)
    write(panel, "The seam is mended, thank you")
    conversation = desk.conversation_saying("The seam is mended, thank you")
    tab.goto("/demo/")
    other = open_chat(tab)
    resolve(agent, panel, conversation)
    expect(other.locator(".rating legend")).to_be_visible()

    page.bring_to_front()
    say_all(page, panel, axe)
    for one in (panel, other):
        expect(one.locator(".rating legend")).to_have_text("Thank you")
        expect(one.get_by_role("img", name="Very good")).to_be_visible()

    line = agent.locator(".line.rated:visible")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("5 of 5 · would recommend us: 9 of 10 · these words may be shared")
    expect(line.locator(".text")).to_have_text("You <b>listened</b>U+202E")
    axe(agent)
    page.reload()
    open_chat(page)
    expect(panel.get_by_role("img", name="Very good")).to_be_visible()
    write(panel, "Where do I send it next time?")
    for one in (panel, other):
        expect(one.locator(".rating")).to_be_hidden()
    agent.goto(f"/desk/c/{conversation}")
    expect(agent.locator(".line.rated:visible")).to_have_count(1)


def test_given_offline_it_waits_and_skipped_it_is_not_asked_again(
    open_browser: Callable[..., BrowserContext], agent: Page, desk: Desk
) -> None:
    browser = open_browser(viewport=PHONE)
    browser.add_init_script(ASKS_NOT)
    page = browser.new_page()
    page.goto("/demo/")
    panel = open_chat(page)
    write(panel, "It fits")
    resolve(agent, panel, desk.conversation_saying("It fits"))
    with offline(page.context):
        panel.get_by_role("radio", name="Poor", exact=True).check()
        panel.locator(".rating").get_by_role("button", name="Skip").click()
        expect(panel.get_by_role("img", name="Poor")).to_be_visible()
        expect(panel.locator(".state")).to_be_visible()
    expect(agent.locator(".line.rated:visible")).to_contain_text("2 of 5")
    expect(panel.get_by_role("button", name="Change")).to_be_visible()
    write(panel, "And another thing")
    expect(panel.locator(".rating")).to_be_hidden()
    agent.locator("[data-do=resolve]").click()
    expect(panel.locator(".rating legend")).to_have_text("How was this conversation?")
    panel.locator(".rating").get_by_role("button", name="Skip").click()
    expect(panel.locator(".rating")).to_be_hidden()
    page.reload()
    open_chat(page)
    expect(panel.locator(".event", has_text="closed")).to_have_count(2)
    expect(panel.locator(".rating")).to_be_hidden()


def test_a_refusal_asks_how_it_stands_and_a_tab_that_was_quicker_is_joined(visitor: Page) -> None:
    wire = Wire(visitor)
    visitor.locator("extramile-chat .launcher").click()
    wire.wait("hello")
    wire.give(wire.welcome())
    panel = open_panel(visitor)
    write(panel, "first")
    sent = wire.wait("send")
    assert sent["first"] is True
    there = "00000009-0000-7000-8000-000000000000"
    wire.give({"kind": "error", "code": "elsewhere", "of": "send", "says": ""} | {
        "id": sent["id"], "conversation": sent["conversation"], "to": there,
    })  # fmt: skip
    again = wire.wait("send", 2)
    assert (again["id"], again["conversation"], again["text"]) == (sent["id"], there, "first")
    assert wire.wait("resume")["conversation"] == there
    other, own = entry(there, 1, "quicker", by="visitor"), entry(there, 2, "first", by="visitor", id=sent["id"])
    wire.give(other, own, entry(there, 3, "", type="resolved"), resumed(there, 3, 1, status="resolved"))
    expect(panel.locator(".msg > div")).to_have_text(["quicker", "first"])

    panel.get_by_role("radio", name="Good", exact=True).check()
    rating = wire.wait("rating")
    assert (rating["conversation"], rating["resolved"], rating["stars"]) == (there, 3, 4)
    wire.give({"kind": "error", "code": "over", "of": "rating", "id": rating["id"], "conversation": there, "says": ""})
    assert wire.wait("resume", 2)["said"] == 3
    stands = {"stars": 2, "comment": "", "recommend": None, "may_share": None, "asks": False, "until": None, "at": AT}
    wire.give(
        resumed(there, 3, 4, status="resolved"), {"kind": "rating", "conversation": there, "resolved": 3, **stands}
    )
    expect(panel.get_by_role("img", name="Poor")).to_be_visible()
    expect(panel.get_by_role("button", name="Change")).to_have_count(0)


def test_what_another_tab_says_is_shown_though_that_tab_has_not_put_it_away_yet(visitor: Page) -> None:
    wire = Wire(visitor)
    visitor.locator("extramile-chat .launcher").click()
    wire.wait("hello")
    wire.give(wire.welcome())
    panel = open_panel(visitor)
    write(panel, "It fits")
    there = acknowledge(wire, 1)
    wire.give(entry(there, 2, "", type="resolved"))
    expect(panel.locator(".rating legend")).to_have_text("How was this conversation?")
    visitor.evaluate(_ELSEWHERE, there)
    stands = {"stars": 5, "comment": "", "recommend": None, "may_share": None, "asks": False, "until": None, "at": AT}
    wire.give({"kind": "rating", "conversation": there, "resolved": 2, **stands})
    expect(panel.get_by_role("img", name="Very good")).to_be_visible()
