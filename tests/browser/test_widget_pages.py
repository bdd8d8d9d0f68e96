"""The widget on pages that get in its way: their styles, their scripts, their focus, paper, and small screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PHONE, finished
from tests.browser.server import Server
from tests.browser.widget_talk import STORED, messages, open_chat, write
from tests.browser.windows import Windows

Visit = Callable[..., Page]
TOUCH = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
_PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>{head}
<main><h1>Shop</h1><input aria-label="Search"><button type="button" onclick="Extramile.open()">Ask us</button></main>
<script async src="/w/site_northfold.js"></script></html>"""


@pytest.fixture
def page_with(windows: Windows) -> Visit:
    """A page of the test's own making, with `head` in it."""

    def enter(head: str = "", **options: object) -> Page:
        # A page that is made up has no address of its own, and the browser asks before it may reach this machine.
        page = windows.page(permissions=["local-network-access"], **options)

        def serve(route: Route) -> None:
            route.fulfill(body=_PAGE.format(head=head), content_type="text/html")

        page.route("**/of-its-own", serve)
        page.goto("/of-its-own")
        return page

    return enter


def _box(page: Page, part: str) -> dict[str, float]:
    box = page.locator(f"extramile-chat {part}").bounding_box()
    assert box is not None
    return dict(box)


@pytest.mark.parametrize(
    "css",
    [
        "* { all: unset } button, dialog { display: none !important }",
        "* { font-size: 40px !important; letter-spacing: 9px; line-height: 3 !important; text-transform: uppercase }",
        "html { font-size: 62.5%; direction: rtl; writing-mode: vertical-rl } * { --ink: red; --paper: red }",
        "body { transform: translateX(90px); filter: grayscale(1); contain: strict } body > * { opacity: 0.1 }",
        "body > * { position: relative !important; visibility: hidden !important; display: none !important }",
    ],
)
def test_styles_of_the_page_do_not_reach_it(page_with: Visit, css: str) -> None:
    if not _plain:
        _plain.append(looks(page_with(reduced_motion="reduce")))
    assert looks(page_with(f"<style>{css}</style>", reduced_motion="reduce")) == _plain[0]


def looks(page: Page) -> tuple[object, ...]:
    """Where the chat and its parts are on a page, and their colours."""
    launcher = _box(page, ".launcher")
    panel = open_chat(page)
    write(panel, "Does it look the same")
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
    head = [_box(page, part) for part in ("dialog", ".head", ".us .msg", ".primary")]
    return launcher, head, panel.evaluate(_COLOURS)


# The looks on a page without a style, once they were asked for.
_plain: list[tuple[object, ...]] = []
_COLOURS = """
(panel) => [panel, ...panel.querySelectorAll(".msg, .meta, textarea, h2")].map((part) => {
  const { color, backgroundColor, fontSize, direction } = getComputedStyle(part);
  return [color, backgroundColor, fontSize, direction];
})
"""


@pytest.mark.parametrize(
    "script",
    [
        "Array.from = (given) => [].slice.call(given)",
        "Object.prototype.extend = () => {}; Array.prototype.last = () => {}; Array.prototype.toJSON = () => 'x'",
        "delete Crypto.prototype.randomUUID",
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })",
        "for (const name of ['localStorage', 'sessionStorage']) { const full = new Proxy(window[name], {"
        " set() { throw new DOMException('full', 'QuotaExceededError') } });"
        " Object.defineProperty(window, name, { value: full }) }",
    ],
    ids=["old library", "extended", "plain http", "no storage", "full storage"],
)
def test_it_talks_in_browsers_that_lack_or_change_something(page_with: Visit, script: str) -> None:
    page = page_with(f"<script>{script}</script>")
    panel = open_chat(page)
    write(panel, "one")
    write(panel, "two")
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
    assert messages(panel) == ["one", "two"]
    assert page.evaluate("Extramile.reset()") == {"ok": True}
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("days", [365, -365])
def test_a_clock_that_is_wrong_by_a_year_changes_no_order(page_with: Visit, days: int) -> None:
    page = page_with(f"<script>{_WRONG_CLOCK % (days * 86_400_000)}</script>")
    for text in ("one", "two"):
        panel = open_chat(page)
        write(panel, text)
        expect(panel.locator(".us .meta").last).to_have_text(STORED)
        page.reload()
    panel = open_chat(page)
    expect(panel.locator(".msg > div")).to_have_text(["one", "two"])


_WRONG_CLOCK = """
const Right = Date, off = %d;
window.Date = class extends Right {
  constructor(...given) { if (given.length) super(...given); else super(Right.now() + off); }
  static now() { return Right.now() + off; }
};
"""


def test_names_that_are_no_events_are_refused(visitor: Page) -> None:
    for name in ("toString", "__proto__", "constructor"):
        assert visitor.evaluate("(name) => Extramile.on(name, () => {})", name) == {
            "ok": False, "error": "unknown_event",
        }  # fmt: skip


def test_paper_shows_the_page_alone(page_with: Visit) -> None:
    page = page_with()
    panel = open_chat(page)
    page.emulate_media(media="print")
    expect(panel).to_be_hidden()
    page.evaluate("Extramile.close()")
    expect(page.locator("extramile-chat .launcher")).to_be_hidden()


def test_focus_goes_back_to_where_it_came_from(page_with: Visit) -> None:
    page = page_with()
    ask, search = page.get_by_role("button", name="Ask us"), page.get_by_role("textbox", name="Search")
    ask.press("Enter")
    panel = page.locator("extramile-chat dialog")
    expect(panel.locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(ask).to_be_focused()
    open_chat(page)
    search.focus()
    page.evaluate("Extramile.close()")
    expect(panel).to_be_hidden()
    expect(search).to_be_focused()
    open_chat(page).get_by_role("button", name="Close chat").press("Enter")
    expect(page.locator("extramile-chat .launcher")).to_be_focused()


def test_on_a_phone_a_body_that_is_swapped_stays_behind_it(page_with: Visit) -> None:
    page = page_with(viewport=PHONE, **TOUCH)
    panel = open_chat(page)
    write(panel, "Before")
    page.evaluate("document.documentElement.replaceChild(document.createElement('body'), document.body)")
    page.wait_for_function("document.querySelector('extramile-chat')?.shadowRoot.querySelector('dialog:modal')")
    expect(panel.locator("textarea")).to_be_focused()
    write(panel, "After")
    expect(panel.locator(".msg > div")).to_have_text(["Before", "After"])
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_phone_that_lies_on_its_side_has_it_full_screen_too(page_with: Visit) -> None:
    page = page_with(viewport={"width": 844, "height": 390}, **TOUCH)
    open_chat(page)
    assert _box(page, "dialog") == {"x": 0, "y": 0, "width": 844, "height": 390}
    assert _box(page, ".talk")["height"] > 200


def test_it_keeps_clear_of_what_a_phone_cuts_out_of_its_screen(page_with: Visit) -> None:
    page = page_with(viewport=PHONE, **TOUCH)
    insets = {"top": 47, "bottom": 34, "left": 0, "right": 0}
    page.context.new_cdp_session(page).send("Emulation.setSafeAreaInsetsOverride", {"insets": insets})
    launcher = _box(page, ".launcher")
    assert launcher["y"] + launcher["height"] <= PHONE["height"] - 34
    open_chat(page)
    assert _box(page, "h2")["y"] >= 47
    send = _box(page, ".primary")
    assert send["y"] + send["height"] <= PHONE["height"] - 34


def test_who_zooms_in_with_two_fingers_sees_more_and_not_less(page_with: Visit) -> None:
    page = page_with(viewport=PHONE, **TOUCH)
    open_chat(page)
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("visualViewport.scale === 2")
    finished(page, "() => new Promise(requestAnimationFrame)")
    assert page.evaluate(_HEIGHT) == PHONE["height"]


_HEIGHT = "document.querySelector('extramile-chat').shadowRoot.querySelector('dialog').offsetHeight"


def test_the_field_shows_its_focus_where_colours_are_forced(page_with: Visit) -> None:
    page = page_with(forced_colors="active")
    field = open_chat(page).locator("textarea")
    assert field.evaluate("(field) => getComputedStyle(field).outline").startswith("rgb")
    assert field.evaluate("(field) => getComputedStyle(field).outlineStyle") == "solid"


def test_focus_can_be_seen_whatever_the_colour(visitor: Page) -> None:
    """A white launcher on a white page; a link in a message that has the colour of everything else."""
    loader = visitor.request.get("/w/site_northfold.js").text().replace("#0f6f67", "#ffffff")
    visitor.route("**/w/site_northfold.js", lambda route: route.fulfill(body=loader, content_type="text/javascript"))
    visitor.reload()
    launcher = visitor.locator("extramile-chat .launcher")
    launcher.focus()
    rings = launcher.evaluate("(it) => [getComputedStyle(it).outlineColor, getComputedStyle(it).boxShadow]")
    assert rings[0] == "rgb(255, 255, 255)"
    assert rings[1].startswith("rgb(20, 23, 26)")
    panel = open_chat(visitor)
    write(panel, "See https://northfold.example/")
    link = panel.locator(".us .msg a")
    link.focus()
    colours = link.evaluate("(it) => [getComputedStyle(it).outlineColor, getComputedStyle(it).color]")
    assert colours[0] == colours[1]


def test_a_policy_that_allows_no_sockets_is_gone_around(chromium: Browser, server: Server) -> None:
    """The browser closes such a socket at once, and tells of no close."""
    context = chromium.new_context(permissions=["local-network-access"], base_url=server.url)
    page = context.new_page()
    policy = {"content-security-policy": f"script-src {server.url}; connect-src {server.url}"}
    page.route(
        "**/of-its-own",
        lambda route: route.fulfill(body=_PAGE.format(head=""), headers=policy, content_type="text/html"),
    )
    page.goto("/of-its-own")
    panel = open_chat(page)
    write(panel, "Over plain HTTP")
    expect(panel.locator(".us .meta").last).to_have_text(STORED)
    context.close()


def test_the_longest_name_of_a_company_leaves_room_for_the_conversation(visitor: Page) -> None:
    panel = open_chat(visitor)
    before = _box(visitor, ".panel .head")["height"]
    panel.locator("h2 bdi").evaluate(
        "(name) => { name.textContent = 'Donaudampfschifffahrtsgesellschaft '.repeat(3).slice(0, 80); }"
    )
    assert before < _box(visitor, ".panel .head")["height"] <= before + 30
