"""The desk comes back by itself: after its rights have changed, and after an answer that could not be had."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.desk_talk import bubble, new_talk, open_talk
from tests.browser.widget_talk import write

Open = Callable[..., Page]


def _change_team(admin: Page, name: str) -> None:
    admin.goto("/settings/people")
    admin.locator("main a[href^='/settings/people/']").filter(has_text=name).first.click()
    admin.locator("[name=teams]").last.click()
    admin.locator("main form [type=submit]").first.click()
    expect(admin.get_by_text(": saved.").first).to_be_visible()


def test_an_agent_whose_team_was_changed_comes_back_without_doing_anything(sign_in: Open, visit: Open) -> None:
    sam = sign_in("Sam Okafor")
    sockets: list[object] = []
    sam.on("websocket", lambda socket: sockets.append(socket))
    sam.reload()
    sam.wait_for_timeout(1_000)
    before = len(sockets)
    admin = sign_in("Ines Duarte")
    _change_team(admin, "Sam Okafor")
    try:
        sam.wait_for_timeout(2_500)
        assert len(sockets) == before + 1
        expect(sam.locator("#connection")).to_be_hidden()
        _, said = new_talk(visit, "After the change")
        open_talk(sam, said)
    finally:
        _change_team(admin, "Sam Okafor")


def test_a_watch_that_could_not_be_answered_is_asked_again(agent: Page, visit: Open) -> None:
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
    panel, said = new_talk(visit, "Is anybody there?")
    open_talk(agent, said)
    write(panel, "Then I ask again")
    expect(bubble(agent, "Then I ask again")).to_be_visible()
    assert len(watches) == 2
