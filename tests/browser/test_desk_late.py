"""Answers that come late, out of order or not at all, at the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import APIResponse, Page, Route, WebSocketRoute, expect

from tests.browser.conftest import Wrote, offline
from tests.browser.desk_talk import box, bubble, line, open_talk, row

Open = Callable[..., Page]


@contextmanager
def late(page: Page, address: str) -> Iterator[list[tuple[Route, APIResponse]]]:
    """Answers to an address, made but kept until `let_go` gives them out; what is left goes out at the end."""
    held: list[tuple[Route, APIResponse]] = []
    page.route(address, lambda route: held.append((route, route.fetch())))
    yield held
    while held:
        let_go(held)
    page.unroute(address)


def let_go(held: list[tuple[Route, APIResponse]], at: int = 0) -> None:
    route, answer = held.pop(at)
    route.fulfill(response=answer)


def wait_for(page: Page, held: list[tuple[Route, APIResponse]], n: int) -> None:
    """Until the server has answered `n` times."""
    for _ in range(100):
        if len(held) >= n:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{len(held)} of {n} answers")


def test_a_list_is_shown_although_the_connection_came_back_meanwhile(agent: Page) -> None:
    lines: list[WebSocketRoute] = []

    def proxy(desk: WebSocketRoute) -> None:
        desk.connect_to_server()
        lines.append(desk)

    agent.route_web_socket("**/live/desk", proxy)
    agent.reload()
    box(agent, "everyone")
    with late(agent, "**/desk/rows?*") as held:
        agent.locator("#boxes [data-box=unassigned]").click()
        wait_for(agent, held, 1)
        lines[-1].close()
        wait_for(agent, held, 2)
    expect(agent.locator("#rows[data-box=unassigned]")).to_be_visible()
    expect(agent.locator("#boxes [aria-current]")).to_contain_text("Unassigned")
    assert "box=unassigned" in agent.url


def test_a_list_that_cannot_be_had_leaves_the_one_before(agent: Page) -> None:
    box(agent, "everyone")
    agent.route("**/desk/rows?*", lambda route: route.abort())
    agent.locator("#boxes [data-box=resolved]").click()
    expect(agent.locator("#toasts")).to_contain_text("Check the connection")
    expect(agent.locator("#boxes [aria-current]")).to_contain_text("Everyone")
    expect(agent.locator("#rows[data-box=everyone]")).to_be_visible()


def test_of_two_answers_the_one_asked_for_later_stays(agent: Page, wrote: Wrote) -> None:
    said = wrote("Which one counts?").said
    open_talk(agent, said)
    tag = "name => document.querySelector('meta[name=csrf]').content && fetch(location.pathname + '/tag', " + (
        "{method: 'POST', headers: {'X-CSRFToken': document.querySelector('meta[name=csrf]').content}, "
        "body: new URLSearchParams({name})})"
    )
    for first, second, order in (("one", "two", 0), ("three", "four", 1)):
        with late(agent, "**/head") as held:
            agent.evaluate(tag, first)
            wait_for(agent, held, 1)
            agent.evaluate(tag, second)
            wait_for(agent, held, 2)
            let_go(held, order)
            let_go(held)
        expect(agent.locator("#head .tag", has_text=second)).to_be_visible()
        expect(agent.locator("#head .tag", has_text=first)).to_be_visible()


def test_what_is_typed_while_a_conversation_comes_is_for_it(agent: Page, wrote: Wrote) -> None:
    first = wrote("Leave me as I am").said
    second = wrote("I take my time").said
    open_talk(agent, first)
    with late(agent, "**/desk/c/*") as held:
        row(agent, second).locator("a").click()
        wait_for(agent, held, 1)
        agent.keyboard.type("e sure")
    expect(bubble(agent, second)).to_be_visible()
    expect(agent.locator("#words")).to_have_value("e sure")
    expect(agent.locator("#words")).to_be_focused()
    row(agent, first).locator("a").click()
    expect(bubble(agent, first)).to_be_visible()
    expect(line(agent, "resolved")).to_have_count(0)


def test_a_conversation_that_cannot_be_had_leaves_the_one_before(agent: Page, wrote: Wrote) -> None:
    first = wrote("Still here").said
    second = wrote("Out of reach").said
    open_talk(agent, first)
    with offline(agent.context):
        row(agent, second).locator("a").click()
        expect(agent.locator("#toasts")).to_contain_text("Check the connection")
    expect(bubble(agent, first)).to_be_visible()
    expect(row(agent, first).locator("a")).to_have_attribute("aria-current", "true")
    expect(row(agent, second).locator("a[aria-current]")).to_have_count(0)


def test_presence_chosen_offline_is_told_afterwards(agent: Page, sign_in: Open) -> None:
    with offline(agent.context):
        expect(agent.locator("#connection")).to_contain_text("You are offline")
        agent.locator(".me").click()
        agent.get_by_role("button", name="Away").click()
    expect(agent.locator("#connection")).to_be_hidden()
    agent.reload()
    expect(agent.locator("[data-me].away")).to_be_visible()
    agent.locator(".me").click()
    agent.get_by_role("button", name="Here").click()
    expect(agent.locator("[data-me].on")).to_be_visible()
