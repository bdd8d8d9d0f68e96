"""The desk by keyboard, on a phone, in the dark, and for those who hear it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Wrote
from tests.browser.desk_talk import box, bubble, line, open_talk, row
from tests.browser.server import Server

Open = Callable[..., Page]


def test_a_conversation_without_a_mouse(agent: Page, wrote: Wrote) -> None:
    said = wrote("By keyboard").said
    agent.keyboard.press("2")
    expect(row(agent, said)).to_be_visible()
    agent.keyboard.press("j")
    expect(row(agent, said).locator("a")).to_be_focused()
    agent.keyboard.press("Enter")
    expect(bubble(agent, said)).to_be_visible()
    expect(agent.locator("#words")).to_be_focused()
    agent.keyboard.type("n e a t")
    agent.keyboard.press("Escape")
    agent.keyboard.press("m")
    expect(line(agent, "Maya Reyes took the conversation")).to_be_visible()
    agent.keyboard.press("n")
    agent.keyboard.press("Control+a")
    agent.keyboard.type("from the keys")
    agent.keyboard.press("Enter")
    expect(bubble(agent, "from the keys")).to_be_visible()
    agent.keyboard.press("Escape")
    agent.keyboard.press("e")
    expect(line(agent, "Maya Reyes resolved")).to_be_visible()
    agent.keyboard.press("?")
    expect(agent.get_by_role("dialog")).to_contain_text("Resolve or reopen")
    agent.keyboard.press("Escape")
    agent.keyboard.press("Control+k")
    expect(agent.locator("#search")).to_be_focused()


def test_search_finds_marks_and_opens(agent: Page, wrote: Wrote, axe: Callable[[Page], None]) -> None:
    said = wrote("A peculiar quokka lives in my rucksack").said
    agent.keyboard.press("/")
    agent.keyboard.type("quokka ruck")
    expect(agent.locator("#found mark").first).to_have_text("quokka")
    agent.keyboard.press("Enter")
    expect(bubble(agent, said)).to_be_visible()
    agent.locator("#search").fill("zzzzqqq")
    expect(agent.locator("#found")).to_contain_text("Nothing found")
    agent.locator("#search").press("Escape")
    expect(agent.locator("#rows")).to_be_visible()
    agent.keyboard.press("/")
    agent.get_by_role("button", name="From", exact=True).click()
    agent.get_by_role("button", name="me", exact=True).click()
    expect(agent.locator("#search")).to_have_value("from:me ")
    expect(agent.locator("#found")).to_contain_text("Conversations")
    agent.keyboard.type("is:lost")
    expect(agent.locator("#found")).to_contain_text("Try is:open")
    axe(agent)
    agent.keyboard.press("Escape")
    expect(agent.locator("#rows")).to_be_visible()


def at_rest(page: Page, part: str) -> None:
    """A screen has come to its place; a button that is still on its way cannot be hit."""
    expect(page.locator(f"#{part}")).to_be_in_viewport(ratio=0.9)
    page.wait_for_function(
        """(part) => {
          const desk = document.getElementById("desk");
          const shown = document.getElementById(part).getBoundingClientRect();
          return Math.abs(shown.left - desk.getBoundingClientRect().left) < 1;
        }""",
        arg=part,
    )


def test_three_screens_on_a_phone(sign_in: Open, wrote: Wrote, axe: Callable[[Page], None]) -> None:
    said = wrote("On the go").said
    agent = sign_in("Maya Reyes", viewport=PHONE, has_touch=True, reduced_motion="no-preference")
    open_talk(agent, said)
    at_rest(agent, "thread")
    expect(agent.locator("#list")).to_have_attribute("inert", "")
    axe(agent)
    agent.get_by_role("button", name="Show the customer").click()
    at_rest(agent, "side")
    agent.get_by_role("button", name="Back to the conversation").click()
    at_rest(agent, "thread")
    agent.get_by_role("button", name="Back to the list").click()
    at_rest(agent, "list")
    assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # Where the list takes the whole width, the rail is out of its way.
    agent.set_viewport_size({"width": 740, "height": 500})
    assert agent.locator("#list").evaluate("(list) => list.getBoundingClientRect().width") == 740


def test_everyone_can_use_it(sign_in: Open, wrote: Wrote, axe: Callable[..., None]) -> None:
    said = wrote("For everyone").said
    agent = sign_in("Maya Reyes", reduced_motion="reduce")

    def check(part: str | None = None) -> None:
        for scheme in ("light", "dark"):
            agent.emulate_media(color_scheme=scheme)
            axe(agent, look_only=scheme == "dark", part=part)

    expect(agent.locator("#rows")).to_be_visible()
    check()
    open_talk(agent, said)
    check()
    agent.keyboard.press("Escape")
    for key in "ast":
        agent.keyboard.press(key)
        expect(agent.locator("#menu")).to_be_visible()
        check("#menu")
        agent.keyboard.press("Escape")
        expect(agent.locator("#menu")).to_be_hidden()
    agent.keyboard.press("n")
    expect(agent.locator("#composer textarea, textarea").first).to_be_focused()
    agent.keyboard.type("/")
    expect(agent.locator("#replies")).to_be_visible()
    check("#replies")


def test_presence_is_seen_by_colleagues(agent: Page, sign_in: Open, wrote: Wrote) -> None:
    said = wrote("Who is here?").said
    sam = sign_in("Sam Okafor")
    sam.locator(".me").click()
    sam.get_by_role("button", name="Away").click()
    open_talk(agent, said)
    agent.locator("[data-menu=assign]").click()
    expect(agent.locator("#menu .avatar.away")).to_have_text("SO")
    sam.locator(".me").click()
    sam.get_by_role("button", name="Here").click()
    expect(agent.locator("#menu .avatar.away")).to_have_count(0)


def test_off_is_off_in_every_tab_of_the_same_person(sign_in: Open) -> None:
    sam = sign_in("Sam Okafor")
    other = sam.context.new_page()
    other.goto("/desk/")
    for name, count in (("Off", 0), ("Here", 1)):
        sam.locator(".me").click()
        sam.get_by_role("button", name=name, exact=True).click()
        for tab in (sam, other):
            expect(tab.locator("[data-presence-menu] [aria-pressed=true]")).to_have_text(name)
            expect(tab.locator("[data-me].on")).to_have_count(count)


def test_an_address_of_a_conversation_and_the_way_back(agent: Page, wrote: Wrote, server: Server) -> None:
    said = wrote("Remember this place").said
    open_talk(agent, said)
    address = agent.url
    assert "/desk/c/" in address
    agent.go_back()
    expect(agent.get_by_role("heading", name="Choose a conversation")).to_be_visible()
    agent.go_forward()
    expect(bubble(agent, said)).to_be_visible()
    agent.reload()
    expect(bubble(agent, said)).to_be_visible()
    agent.goto(f"{server.url}/desk/c/999999")
    expect(agent.get_by_role("heading", name="There is no such page")).to_be_visible()
    box_page = agent.goto(f"{server.url}/desk/?box=everyone")
    assert box_page is not None
    box(agent, "everyone")
