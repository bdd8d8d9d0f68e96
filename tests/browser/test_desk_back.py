"""The desk comes back by itself: after its rights have changed, and after an answer that could not be had."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Wrote
from tests.browser.desk_talk import bubble, open_talk

Open = Callable[..., Page]


def _change_team(admin: Page, name: str) -> None:
    admin.goto("/settings/people")
    admin.locator("main a[href^='/settings/people/']").filter(has_text=name).first.click()
    admin.locator("[name=teams]").last.click()
    admin.locator("main form [type=submit]").first.click()
    expect(admin.get_by_text(": saved.").first).to_be_visible()


def test_an_agent_whose_team_was_changed_comes_back_without_doing_anything(sign_in: Open, wrote: Wrote) -> None:
    sam = sign_in("Sam Okafor")
    sockets: list[object] = []
    sam.on("websocket", lambda socket: sockets.append(socket))
    sam.reload()
    expect(sam.locator("[data-me].on")).to_be_visible()
    before = len(sockets)
    admin = sign_in("Ines Duarte")
    with sam.expect_websocket():
        _change_team(admin, "Sam Okafor")
    try:
        said = wrote("After the change").said
        open_talk(sam, said)
        expect(sam.locator("#connection")).to_be_hidden()
        assert len(sockets) == before + 1
    finally:
        _change_team(admin, "Sam Okafor")


def test_a_watch_that_could_not_be_answered_is_asked_again(agent: Page, wrote: Wrote) -> None:
    watches: list[str] = []

    def proxy(desk: WebSocketRoute) -> None:
        server = desk.connect_to_server()

        def heard(text: str | bytes) -> None:
            frame = json.loads(text)
            if frame["kind"] != "watch":
                return server.send(text)
            watches.append(frame["kind"])
            if len(watches) > 1:
                return server.send(text)
            desk.send(json.dumps({"kind": "error", "code": "unavailable", "of": "watch", "says": "", "retry": 1}))

        desk.on_message(heard)

    agent.route_web_socket("**/live/desk", proxy)
    agent.reload()
    talk = wrote("Is anybody there?")
    open_talk(agent, talk.said)
    talk.write("Then I ask again")
    expect(bubble(agent, "Then I ask again")).to_be_visible()
    assert len(watches) == 2


def test_characters_that_hide_or_reorder_are_marked_in_lists_and_search(agent: Page, wrote: Wrote) -> None:
    said = wrote("invoice\u202egpj.exe bell\u0007 marmot").said
    said = said.replace("\u202e", "U+202E").replace("\u0007", "U+0007")
    open_talk(agent, said)
    agent.locator("#search").fill("marmot")
    expect(agent.locator("#found .said")).to_contain_text("invoiceU+202Egpj.exe bellU+0007 marmot")
