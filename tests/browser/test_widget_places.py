"""The widget on other people's pages: strict ones, small ones, dark ones, and in other directions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE
from tests.browser.server import Server
from tests.browser.widget_talk import STORED, open_chat, write
from tests.browser.windows import Windows

Visit = Callable[..., Page]
Axe = Callable[..., None]
# A page that the test makes up has no address of its own, and the browser asks before it may reach this machine.
NEAR = {"permissions": ["local-network-access"], "reduced_motion": "reduce"}
_PAGE = """<!doctype html><html lang="{lang}"><meta name="viewport" content="width=device-width"><title>Shop</title>
<main><h1>Shop</h1></main><script async nonce="n0nce" src="{desk}/w/site_northfold.js"></script></html>"""


def place(page: Page, server: Server, address: str, *, lang: str = "en", policy: str = "") -> None:
    """Open a page of our own making that embeds the chat."""

    def serve(route: Route) -> None:
        headers = {"content-security-policy": policy} if policy else {}
        route.fulfill(body=_PAGE.format(lang=lang, desk=server.url), content_type="text/html", headers=headers)

    page.route(address, serve)
    page.goto(address)


def test_a_strict_policy_with_a_nonce_is_enough(windows: Windows, server: Server) -> None:
    page = windows.page(**NEAR)
    policy = "default-src 'none'; script-src 'nonce-n0nce'; connect-src 'self'; require-trusted-types-for 'script'"
    place(page, server, f"{server.url}/strict", policy=policy)
    panel = open_chat(page)
    write(panel, "From a strict page")
    expect(panel.locator(".us .meta")).to_have_text(STORED)


def test_another_origin_loads_it_and_is_told_when_it_is_not_allowed(windows: Windows, server: Server) -> None:
    page = windows.page(**NEAR)
    near = f"{server.url} {server.url.replace('http', 'ws')}"
    policy = f"default-src 'none'; script-src 'nonce-n0nce' {server.url}; connect-src {near}; style-src 'self'"
    place(page, server, "https://elsewhere.example/", policy=policy)
    page.get_by_role("button", name="Open chat").click()
    expect(page.locator("extramile-chat .state")).to_contain_text("The chat is not available on this page.")


def test_an_allowed_origin_talks(windows: Windows, sign_in: Visit, server: Server) -> None:
    admin = sign_in("Ines Duarte", at="/settings/websites")
    admin.locator("main a[href^='/settings/websites/']").filter(has_text="Northfold").first.click()
    origins = admin.locator("[name=origins]")
    origins.fill(f"{origins.input_value()}\nhttps://allowed.example")
    origins.locator("xpath=ancestor::form").locator("[type=submit]").click()
    page = windows.page(**NEAR)
    place(page, server, "https://allowed.example/")
    panel = open_chat(page)
    write(panel, "From another origin")
    expect(panel.locator(".us .meta")).to_have_text(STORED)


def test_a_script_that_runs_twice_makes_one_chat(visitor: Page, server: Server) -> None:
    visitor.add_script_tag(url=f"{server.url}/w/site_northfold.js")
    expect(visitor.locator("extramile-chat")).to_have_count(1)


def test_on_a_phone_it_fills_the_screen_and_keeps_the_focus(visit: Visit, axe: Axe) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    panel = open_chat(page)
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, PHONE["width"], PHONE["height"])
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("['EXTRAMILE-CHAT', 'BODY'].includes(document.activeElement.tagName)")
    axe(page)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_the_open_panel_is_accessible(visit: Visit, axe: Axe) -> None:
    page = visit(reduced_motion="reduce")
    axe(page)
    panel = open_chat(page)
    write(panel, "Is there anything at https://northfold.example/tents?")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    panel.get_by_role("button", name="Add an emoji").click()
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, look_only=True)


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffd400", "#ff7f50", "#808080", "#0f6f67"])
def test_any_theme_colour_can_be_read(windows: Windows, server: Server, axe: Axe, colour: str) -> None:
    page = windows.page(**NEAR)
    loader = page.request.get(f"{server.url}/w/site_northfold.js").text()
    page.route(
        "**/w/site_northfold.js",
        lambda route: route.fulfill(body=loader.replace("#0f6f67", colour), content_type="text/javascript"),
    )
    place(page, server, f"{server.url}/shop")
    panel = open_chat(page)
    write(panel, "Can you read this?")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    axe(page, look_only=True)


def test_arabic_runs_from_the_right(windows: Windows, server: Server, axe: Axe) -> None:
    page = windows.page(locale="ar", **NEAR)
    place(page, server, f"{server.url}/shop", lang="ar")
    page.get_by_role("button", name="افتح المحادثة").click()
    panel = page.locator("extramile-chat dialog")
    expect(panel).to_have_attribute("dir", "rtl")
    write(panel, "مرحبا")
    expect(panel.locator(".us .meta")).to_have_text("أُرسلت")
    ours, whole = panel.locator(".us .msg").bounding_box(), panel.bounding_box()
    assert ours is not None and whole is not None
    assert ours["x"] - whole["x"] < 40
    axe(page)


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("de-AT", "Chat öffnen"),
        ("fr", "Ouvrir le chat"),
        ("es", "Abrir el chat"),
        ("pt-BR", "Abrir o chat"),
        ("nl", "Open chat"),
    ],
)
def test_it_speaks_the_language_of_the_page(windows: Windows, server: Server, lang: str, label: str) -> None:
    page = windows.page(**NEAR)
    place(page, server, f"{server.url}/shop", lang=lang)
    launcher = page.locator("extramile-chat .launcher")
    expect(launcher).to_have_attribute("aria-label", label)
    launcher.click()
    expect(page.locator("extramile-chat textarea")).to_be_focused()


def test_keys_of_the_page_do_not_hear_what_is_written(visitor: Page) -> None:
    visitor.evaluate("window.keys = []; addEventListener('keydown', (event) => keys.push(event.key))")
    panel = open_chat(visitor)
    panel.locator("textarea").press_sequentially("jk/")
    assert visitor.evaluate("keys") == []


def test_emoji_by_keyboard(visitor: Page) -> None:
    panel = open_chat(visitor)
    panel.locator("textarea").fill("Great ")
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("ArrowRight")
    visitor.keyboard.press("ArrowDown")
    chosen = panel.locator(".emoji button").nth(9).inner_text()
    visitor.keyboard.press("Enter")
    expect(panel.locator("textarea")).to_have_value("Great " + chosen)
    expect(panel.locator("textarea")).to_be_focused()
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Escape")
    expect(panel.locator(".emoji")).to_be_hidden()
    expect(panel).to_be_visible()
