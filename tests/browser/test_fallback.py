"""Where no websocket gets through, the chat and the desk go on over plain HTTP, lose nothing, and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.box import Box
from tests.browser.desk_talk import bubble, new_talk, open_talk, say
from tests.browser.server import Server
from tests.browser.somebody import Desk, numbered
from tests.browser.widget_talk import STORED, messages, open_chat, write

Open = Callable[..., Page]
LATER = 40_000


@pytest.fixture
def box(server: Server) -> Iterator[Box]:
    """A box that lets no websocket through."""
    with Box(server.port) as made:
        made.upgrades = False
        yield made


def asked(page: Page, part: str) -> list[str]:
    """Addresses with `part` in them that a page asks for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if part in request.url else None)
    return found


def sockets(page: Page) -> list[WebSocket]:
    """Websockets that a page opens from now on."""
    found: list[WebSocket] = []
    page.on("websocket", lambda socket: found.append(socket))
    return found


def until(page: Page, met: Callable[[], bool]) -> None:
    """Wait until something is so, at most 10 s."""
    for _ in range(200):
        if met():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never was")


def test_the_chat_goes_on_where_websockets_are_refused(visit: Open, desk: Desk, box: Box) -> None:
    page = visit(base_url=box.url)
    streams = asked(page, "/live/visitor/stream")
    panel = open_chat(page)
    assert box.refused == 2
    write(panel, "Through the hotel's network")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    talk = desk.conversation_saying("Through the hotel's network")
    desk.tell(kind="seen", conversation=talk, said=1)
    expect(panel.locator(".us .meta")).to_have_text("Seen")
    desk.reply(talk, "And back")
    expect(panel.locator(".them .msg > div").last).to_have_text("And back")
    panel.locator("textarea").press_sequentially("I am typ")
    desk.hears(kind="typing", conversation=talk, by="visitor", on=True)
    assert len(streams) == 1, "one answer carries it all"


def test_it_does_not_wait_for_ever_where_websockets_hang(visit: Open, box: Box) -> None:
    box.upgrades = box.hangs = True
    page = visit(base_url=box.url)
    page.clock.install()
    opened, streams = sockets(page), asked(page, "/live/visitor/stream")
    page.locator("extramile-chat .launcher").click()
    until(page, lambda: len(opened) == 1)
    page.clock.fast_forward(16_000)
    panel = page.locator("extramile-chat dialog")
    write(panel, "Where sockets hang")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    assert (len(opened), len(streams)) == (1, 1)


@pytest.mark.parametrize("begins", [False, True], ids=["all", "but-the-beginning"])
def test_where_answers_are_kept_back_it_polls(visit: Open, desk: Desk, box: Box, begins: bool) -> None:
    box.buffers, box.begins = True, begins
    page = visit(base_url=box.url)
    panel = open_chat(page)
    first = numbered("Kept back until whole")
    write(panel, first)
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    talk = desk.conversation_saying(first)
    said = [f"answer {number}" for number in range(1, 6)]
    for text in said:
        desk.reply(talk, text)
        desk.hears(kind="entry", conversation=talk, text=text)
    expect(panel.locator(".them .msg > div").last).to_have_text(said[-1])
    assert messages(panel) == [first, *said]


def test_nothing_is_lost_when_the_network_or_the_server_goes(
    visit: Open, agent: Page, box: Box, server: Server
) -> None:
    panel = open_chat(visit(base_url=box.url))
    write(panel, "one before the cuts")
    open_talk(agent, "one before the cuts")
    expected = ["one before the cuts"]
    for number in range(3):
        box.cut()
        write(panel, f"two, {number}")
        say(agent, f"three, {number}")
        expect(panel.locator(".them .msg > div").last).to_have_text(f"three, {number}")
        expected += [f"two, {number}", f"three, {number}"]
    server.kill()
    write(panel, "while it was gone")
    server.start()
    expect(bubble(agent, "while it was gone")).to_be_visible(timeout=LATER)
    say(agent, "and answered")
    expect(panel.locator(".them .msg > div").last).to_have_text("and answered", timeout=LATER)
    shown = messages(panel)
    assert sorted(shown) == sorted([*expected, "while it was gone", "and answered"])
    texts = agent.locator("#entries .line[data-seq] .text").all_inner_texts()
    assert [text for text in texts if text in shown] == shown, "both see the same, in the same order"


def test_it_goes_back_when_a_websocket_gets_through(visit: Open, desk: Desk, box: Box) -> None:
    page = visit(base_url=box.url)
    page.clock.install()
    opened = sockets(page)
    panel = open_chat(page)
    write(panel, "First over a stream")
    expect(panel.locator(".us .meta")).to_have_text(STORED)
    before = len(opened)
    page.clock.fast_forward(61_000)
    page.wait_for_timeout(1_000)
    assert (len(opened), box.refused) == (before + 1, before + 1), "tried once, in the background"
    expect(panel.locator(".state")).to_be_hidden()
    box.upgrades = True
    posts = asked(page, "/live/visitor/frames")
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, lambda: len(opened) == before + 3)
    expect(panel.locator(".state")).to_be_hidden()
    desk.reply(desk.conversation_saying("First over a stream"), "Now over a websocket")
    expect(panel.locator(".them .msg > div").last).to_have_text("Now over a websocket")
    posts.clear()
    write(panel, "Indeed")
    desk.hears(kind="entry", text="Indeed")
    assert posts == []
    assert messages(panel) == ["First over a stream", "Now over a websocket", "Indeed"]


def test_the_desk_goes_over_and_back_too(sign_in: Open, visit: Open, box: Box) -> None:
    desk = sign_in("Sam Okafor", base_url=box.url)
    expect(desk.locator("#connection")).to_be_hidden()
    panel, text = new_talk(visit, "To a desk behind a box")
    open_talk(desk, text)
    say(desk, "From behind the box")
    expect(panel.locator(".them .msg > div").last).to_have_text("From behind the box")
    box.upgrades = True
    opened = sockets(desk)
    desk.evaluate("dispatchEvent(new Event('online'))")
    until(desk, lambda: len(opened) == 2)
    write(panel, "Still there?")
    expect(bubble(desk, "Still there?")).to_be_visible()
    expect(desk.locator("#connection")).to_be_hidden()


def test_a_desk_that_is_signed_out_says_so_and_stops_asking(sign_in: Open, box: Box) -> None:
    desk = sign_in("Sam Okafor", base_url=box.url)
    expect(desk.locator("#connection")).to_be_hidden()
    # A page that asks for its rows would be led to the sign-in.
    desk.route("**/desk/rows*", lambda route: route.abort())
    desk.context.clear_cookies()
    streams = asked(desk, "/live/desk/stream")
    box.cut()
    expect(desk.locator("#connection a[href^='/sign-in']")).to_be_visible()
    assert len(streams) == 1


@pytest.mark.parametrize(
    ("blocked", "slept"), [(False, 3_600), (True, 3_600), (False, 11)], ids=["socket", "stream", "briefly"]
)
def test_a_phone_that_slept(visit: Open, desk: Desk, box: Box, blocked: bool, slept: int) -> None:
    """The connection died without a sign. On waking that is noticed, and what was missed is there."""
    box.upgrades = not blocked
    page = visit(base_url=box.url)
    page.clock.install()
    panel = open_chat(page)
    first = numbered("Before I sleep")
    write(panel, first)
    talk = desk.conversation_saying(first)
    desk.tell(kind="seen", conversation=talk, said=1)
    expect(panel.locator(".us .meta")).to_have_text("Seen")
    box.freeze()
    for text in ("Are you", "still there?"):
        desk.reply(talk, text)
        desk.hears(kind="entry", conversation=talk, text=text)
    assert messages(panel) == [first]
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(slept * 1_000)
    expect(panel.locator(".them .msg > div").last).to_have_text("still there?")
    assert messages(panel) == [first, "Are you", "still there?"]
    write(panel, "Good morning")
    desk.hears(kind="entry", conversation=talk, text="Good morning")


# What a browser says of a tab behind another one; the tests' browser shows them all.
_BEHIND = """
(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


def test_tabs_that_nobody_looks_at_leave_room_for_the_one_in_front(sign_in: Open, visit: Open, box: Box) -> None:
    """A browser has six connections to a host over HTTP/1.1, and each stream takes one for good."""
    behind = [sign_in("Sam Okafor", base_url=box.url)]
    for _ in range(6):
        expect(behind[-1].locator("[data-me].on")).to_be_visible()
        behind[-1].evaluate(_BEHIND, True)
        page = behind[-1].context.new_page()
        page.goto("/desk/")
        behind.append(page)
    front = behind.pop()
    panel, text = new_talk(visit, "Behind six others")
    open_talk(front, text)
    say(front, "And yet answered")
    expect(panel.locator(".them .msg > div").last).to_have_text("And yet answered")
    # One that is looked at again has it all.
    front.evaluate(_BEHIND, True)
    behind[0].evaluate(_BEHIND, False)
    open_talk(behind[0], "And yet answered")
    write(panel, "Thank you, all of you")
    expect(bubble(behind[0], "Thank you, all of you")).to_be_visible()
