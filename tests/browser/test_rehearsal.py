"""The rehearsal room in a real browser: a take from its first line to the next one, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.server import Server
from tests.browser.windows import DESK

SCENARIO = "/practice/rehearsal/scenarios/third-time-explaining"
GOOD = (
    "You’ve told us twice that the refund went to a closed card, and you’re right, nobody acted on it. That ends here.",
    "Does your new card work for a refund, and by when do you need the money?",
    "I’m sending the refund to your new card today, and I’ll write to you at 4 pm with the bank’s reference.",
)
TALL = {"width": 390, "height": 4_000}


def say(page: Page, words: str, place: int) -> None:
    """Write a line as the keyboard does, and wait for the answer."""
    expect(page.locator("#words")).to_be_focused()
    # Before its script is there, Enter begins a new line.
    page.wait_for_load_state("load")
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(page.locator(f"#take[data-place='{place}']")).to_be_visible()


def test_a_take_by_keyboard_from_the_first_line_to_the_next_take(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Sam Okafor", reduced_motion="reduce", at=SCENARIO)
    page.get_by_role("button", name="See it in your mind first").press("Enter")
    expect(page.locator("#warm-up-scene")).to_contain_text("feet touch the floor")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Begin", exact=True).press("Enter")
    say(page, "Calm down.", 1)
    expect(page.locator("#heard")).not_to_be_empty()
    expect(page.get_by_role("listitem").filter(has_text="Told them how to feel")).to_contain_text("temper +")
    page.get_by_role("button", name="Take the last line back").press("Enter")
    expect(page.locator("#take[data-place='0']")).to_be_visible()
    for place, words in enumerate(GOOD, 1):
        say(page, words, place)
    expect(page.get_by_text("is calm, and has what they came for")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Said it back")).to_contain_text("temper −")
    for size, scheme in ((DESK, "light"), (TALL, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        axe(page, look_only=size is TALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#next-take")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Take 2")).to_be_visible()
    page.get_by_role("button", name="Try as improv").press("Enter")
    expect(page.get_by_role("heading", name="Take 3 improv")).to_be_visible()
    say(page, GOOD[0], 1)
    page.get_by_role("button", name="Try again from here").press("Enter")
    expect(page.get_by_role("heading", name="Take 4 improv")).to_be_visible()
    expect(page.locator(".line.us")).to_have_count(0)


def test_a_line_that_could_not_be_sent_stays_and_a_take_works_without_scripts(
    sign_in: Open, chromium: Browser, server: Server
) -> None:
    page = sign_in("Priya Raman", reduced_motion="reduce", at=SCENARIO)
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_url("**/takes/*", wait_until="load")
    page.context.set_offline(True)
    page.locator("#words").fill("What happened to the refund?")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The line could not be sent.")).to_be_visible()
    expect(page.locator("#words")).to_have_value("What happened to the refund?")
    page.context.set_offline(False)
    bare = chromium.new_context(
        base_url=server.url, storage_state=page.context.storage_state(), java_script_enabled=False
    )
    plain = bare.new_page()
    plain.goto(page.url)
    plain.locator("#words").fill(GOOD[0])
    plain.get_by_role("button", name="Say it").click()
    expect(plain.get_by_text("Said it back")).to_be_visible()
    plain.get_by_role("button", name="Take the last line back").click()
    expect(plain.get_by_text("Nothing yet.")).to_be_visible()
    bare.close()


def test_a_scenario_is_written_and_made_from_a_conversation(sign_in: Open, axe: Callable[..., None]) -> None:
    page = sign_in("Maya Reyes", at="/practice/rehearsal/own/new")
    text = page.locator("#text")
    text.fill(text.input_value().replace("level: 2", "level: 9"))
    page.get_by_role("button", name="Check and play it").click()
    page.get_by_role("link", name="Line 4").click()
    expect(text).to_be_focused()
    assert text.evaluate("(field) => field.value.slice(field.selectionStart, field.selectionEnd)") == "level: 9"
    page.goto("/practice/rehearsal/debriefs/")
    talk = page.get_by_role("link", name="Tomás Ortega").first.get_attribute("href") or ""
    page.goto(f"/desk/c/{talk.rpartition('/')[2]}")
    page.get_by_role("button", name="Game plans").click()
    page.get_by_role("link", name="Make a scenario of it").click()
    expect(page.get_by_role("heading", name="What was taken out")).to_be_visible()
    expect(page.locator(".talk")).not_to_contain_text("Tomás")
    axe(page)
    page.get_by_role("button", name="Nobody can be recognised").click()
    page.get_by_label("Your line").fill("Please calm down.")
    page.get_by_role("button", name="Say it").click()
    expect(page.locator("#played")).to_contain_text("Told them how to feel")
    for size, scheme in ((DESK, "light"), (TALL, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        axe(page, look_only=size is TALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Keep it for everybody").click()
    expect(page.get_by_text("Everybody can play it.")).to_be_visible()
    page.goto(talk)
    page.get_by_label("What moved it").fill("He heard that somebody reads")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
    axe(page)
