"""The chat tried on the desk's own address, before it is on any website."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.desk_talk import bubble, open_talk, say
from tests.browser.widget_talk import open_chat, write


def test_an_admin_tries_the_chat_and_answers(sign_in: Open, axe: Callable[[Page], None]) -> None:
    ines = sign_in("Ines Duarte", at="/settings/websites/1/embed")
    with ines.context.expect_page() as opened:
        ines.get_by_role("link", name="Try it here").click()
    trial = opened.value
    panel = open_chat(trial)
    write(panel, "Is anybody trying this")
    axe(trial)
    ines.goto("/desk/")
    open_talk(ines, "Is anybody trying this")
    say(ines, "Somebody is")
    expect(bubble(ines, "Somebody is")).to_be_visible()
    expect(panel.get_by_text("Somebody is")).to_be_visible()
