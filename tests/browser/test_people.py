"""Founding, inviting, signing in and being let go, in real browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.browser.conftest import PHONE, Open, finished
from tests.browser.server import Server
from tests.browser.windows import DESK, Windows
from tests.prepared import empty as nobody

OpenBrowser = Callable[..., BrowserContext]
Check = Callable[..., None]
PASSWORD = "granite-and-moss"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An install that nobody has set up yet."""
    running = Server(nobody(tmp_path_factory.mktemp("empty") / "data"), command="serve")
    running.start()
    yield running
    running.kill()


def test_the_first_run_ends_at_the_snippet(empty: Server, open_browser: OpenBrowser, axe: Check) -> None:
    browser = open_browser(
        base_url=empty.url, timezone_id="Europe/Lisbon", permissions=["clipboard-read", "clipboard-write"]
    )
    page = browser.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="Welcome to your desk")).to_be_visible()
    expect(page.get_by_label("Your time zone")).to_have_value("Europe/Lisbon")
    axe(page)
    page.get_by_label("Name of the company").fill("Northfold")
    page.get_by_label("Your name").fill("Ines Duarte")
    page.get_by_label("Your mail address").fill("ines@northfold.example")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_label("What you call it").fill("Shop")
    page.get_by_label("Its address").fill("shop.northfold.example/tents")
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_label("Choose a password")).to_have_accessible_description(re.compile("too short"))
    axe(page)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Open the desk").click()
    snippet = page.locator("#snippet")
    expect(snippet).to_have_text(re.compile(rf'^<script async src="{empty.url}/w/site_\w+\.js"></script>$'))
    expect(page.get_by_text("https://shop.northfold.example")).to_be_visible()
    page.get_by_role("button", name="Copy the line").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert finished(page, "() => navigator.clipboard.readText()") == snippet.inner_text()
    axe(page)
    page.goto("/setup")
    expect(page).to_have_url(re.compile("/desk/"))


def colleague(sign_in: Open, open_browser: OpenBrowser, name: str) -> tuple[Page, Page]:
    """Ines's page, and the desk of somebody whom she has just invited."""
    ines = sign_in("Ines Duarte", at="/settings/people")
    ines.get_by_role("link", name="Invite somebody").click()
    ines.get_by_label("Mail address").fill(f"{name.split()[0].lower()}@northfold.example")
    ines.get_by_role("button", name="Make the link").click()
    link = ines.get_by_label("The link").input_value()
    joining = open_browser(timezone_id="Asia/Tokyo").new_page()
    joining.goto(link)
    joining.get_by_label("Your name").fill(name)
    expect(joining.get_by_label("Your mail address")).to_be_disabled()
    expect(joining.get_by_label("Your time zone")).to_have_value("Asia/Tokyo")
    joining.get_by_label("Choose a password").fill(PASSWORD)
    joining.get_by_role("button", name="Join").click()
    expect(joining).to_have_url(re.compile("/desk/"))
    return ines, joining


def live(page: Page) -> WebSocket:
    """The desk with its socket; coming from a page without one, so that it is no other's."""
    page.goto("/profile")
    with page.expect_websocket() as opened:
        page.goto("/desk/")
    return opened.value


def test_somebody_joins_and_is_let_go_at_once(sign_in: Open, open_browser: OpenBrowser) -> None:
    ines, lea = colleague(sign_in, open_browser, "Lea Brandt")
    socket = live(lea)
    ines.goto("/settings/people")
    ines.get_by_role("link", name=re.compile("Lea Brandt")).click()
    ines.get_by_role("link", name="Deactivate…").click()
    with socket.expect_event("close"):
        ines.get_by_role("button", name="Deactivate").click()
    expect(ines.get_by_text("Lea Brandt cannot sign in any more.")).to_be_visible()
    lea.goto("/profile")
    expect(lea).to_have_url(re.compile("/sign-in"))


def test_a_new_password_closes_the_other_browser(sign_in: Open, open_browser: OpenBrowser, windows: Windows) -> None:
    _, tom = colleague(sign_in, open_browser, "Tom Achter")
    socket = live(tom)
    other = windows.page()
    other.goto("/sign-in")
    other.get_by_label("Mail address").fill("tom@northfold.example")
    other.keyboard.press("Tab")
    other.keyboard.type(PASSWORD)
    other.keyboard.press("Enter")
    expect(other).to_have_url(re.compile("/today/"))
    other.goto("/profile")
    own = other.get_by_role("region", name="Your password")
    own.get_by_label("Current password").fill(PASSWORD)
    own.get_by_label("New password").fill("moss-and-granite")
    with socket.expect_event("close"):
        own.get_by_role("button", name="Change the password").click()
    expect(other.get_by_text("Your password is changed.")).to_be_visible()
    tom.goto("/profile")
    expect(tom).to_have_url(re.compile("/sign-in"))


def test_signing_out_leaves_nothing_open(sign_in: Open, open_browser: OpenBrowser) -> None:
    _, uta = colleague(sign_in, open_browser, "Uta Weiss")
    socket = live(uta.context.new_page())
    uta.get_by_role("button", name=re.compile("your menu")).click()
    with socket.expect_event("close"):
        uta.get_by_role("button", name="Sign out").click()
    expect(uta).to_have_url(re.compile("/sign-in"))


def test_a_key_is_made_and_copied_by_keyboard(sign_in: Open, axe: Check) -> None:
    ines = sign_in("Ines Duarte", permissions=["clipboard-read", "clipboard-write"], at="/settings/api")
    ines.get_by_role("link", name="Make a key").press("Enter")
    ines.get_by_label("Name").press_sequentially("Till")
    ines.get_by_label("Customers:").press("Space")
    ines.get_by_role("button", name="Make the key").press("Enter")
    key = ines.get_by_label("The key").input_value()
    ines.get_by_role("button", name="Copy").first.press("Enter")
    expect(ines.get_by_role("button", name="Copied")).to_be_visible()
    assert finished(ines, "() => navigator.clipboard.readText()") == key
    for size, scheme in ((DESK, "light"), (TALL, "dark")):
        ines.set_viewport_size(size)
        ines.emulate_media(color_scheme=scheme)
        axe(ines, look_only=size is TALL)
        assert ines.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ines.get_by_role("link", name="To all keys").press("Enter")
    expect(ines.get_by_role("listitem").filter(has_text="Till")).to_contain_text("Orders, Acts · not used yet")
    expect(ines.get_by_text(key)).to_have_count(0)


OWN = ["people", "people/invite", "people/1", "people/1/deactivate", "teams", "teams/new", "teams/1", "inboxes"]
OWN += ["inboxes/1", "websites", "websites/1", "websites/1/embed", "replies", "replies/new", "tags", "tags/1"]
OWN += ["company", "api", "api/new", "api/1/revoke", "health", "websites/1/try"]
PUBLIC = ["/sign-in", "/password-reset", "/password-reset/sent", "/invite/over", "/nowhere"]
PUBLIC += ["/demo/", "/demo/ridge-2", "/demo/returns"]


# All of a page at once: on a phone the rail at the bottom covers what a thumb has not yet moved above it.
TALL = PHONE | {"height": 4_000}
OF_ONES_OWN = ["/profile", "/sign-out", "/today/", "/today/close", "/sealed/code"]
JOURNEY = ["", "goals/new", "values", "skills", "craft", "wins", "company", "year/2026"]
PRACTICE = ["/practice/", "/practice/plans/", "/practice/plans/1"]
REHEARSAL = ["", "takes/", "debriefs/", "own/questions"]
REHEARSAL += ["scenarios/third-time-explaining", "scenarios/third-time-explaining/badly"]
INES = [[f"/settings/{name}" for name in names] for names in (OWN[:10], OWN[10:])]
INES += [[*OF_ONES_OWN, *PRACTICE], [f"/journey/{name}" for name in JOURNEY]]
INES += [[f"/practice/rehearsal/{name}" for name in REHEARSAL]]


@pytest.mark.parametrize("addresses", INES, ids=["people", "rest", "own", "journey", "rehearsal"])
def test_pages_of_hers_are_accessible_and_fit(sign_in: Open, axe: Check, addresses: list[str]) -> None:
    accessible(sign_in("Ines Duarte"), axe, addresses)


def test_pages_for_everybody_are_accessible_and_fit(windows: Windows, axe: Check) -> None:
    accessible(windows.page(), axe, PUBLIC)


def accessible(page: Page, axe: Check, addresses: list[str]) -> None:
    """Each page holds on a desk in the light, and on a phone in the dark: everything is asked in one of the two, and
    each page begins as the one before it ended."""
    looks: list[Literal["light", "dark"]] = ["light", "dark"]
    for address in addresses:
        page.goto(address)
        for scheme in looks:
            page.set_viewport_size(DESK if scheme == "light" else TALL)
            page.emulate_media(color_scheme=scheme)
            axe(page, look_only=scheme != looks[0])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        looks.reverse()


def test_settings_work_by_keyboard_and_without_scripts(chromium: Browser, server: Server, sign_in: Open) -> None:
    state = sign_in("Ines Duarte").context.storage_state()
    bare = chromium.new_context(base_url=server.url, storage_state=state, java_script_enabled=False)
    page = bare.new_page()
    page.goto("/settings/tags")
    page.get_by_label("Name").focus()
    page.keyboard.type("without scripts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="without scripts")).to_be_visible()
    bare.close()
