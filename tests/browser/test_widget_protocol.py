"""The widget against a server that breaks what a good one never breaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.widget_talk import messages, write
from tests.browser.widget_wire import AGENTS, AT, Wire, acknowledge, entry, open_panel, resumed


@pytest.fixture
def wire(visitor: Page) -> Wire:
    """A visitor's page whose sockets end in the test, with the panel open and one message acknowledged as 1."""
    made = Wire(visitor)
    visitor.locator("extramile-chat .launcher").click()
    made.wait("hello")
    made.give(made.welcome())
    write(open_panel(visitor), "first")
    acknowledge(made, 1)
    expect(visitor.locator("extramile-chat .us .meta")).to_have_text("Sent")
    return made


def test_doubles_are_shown_once_and_gaps_are_asked_for(wire: Wire) -> None:
    own = wire.wait("send")["conversation"]
    two, three, four = (entry(own, said, f"entry {said}") for said in (2, 3, 4))
    wire.give(two, two, four)
    asked = wire.wait("resume")
    assert (asked["conversation"], asked["said"]) == (own, 2)
    wire.give(three, four, resumed(own, 4, 3), two)
    panel = open_panel(wire.page)
    expect(panel.locator(".msg > div")).to_have_text(["first", "entry 2", "entry 3", "entry 4"])
    assert len([frame for frame in wire.heard if frame["kind"] == "resume"]) == 1


def test_a_heartbeat_that_is_ahead_makes_it_ask(wire: Wire) -> None:
    own = wire.wait("send")["conversation"]
    wire.give({"kind": "beat", "at": AT, "heads": {own: 3}})
    assert wire.wait("resume")["said"] == 1


def test_when_more_is_missing_than_one_answer_holds_the_rest_is_fetched_above(wire: Wire) -> None:
    own = wire.wait("send")["conversation"]
    wire.give({"kind": "beat", "at": AT, "heads": {own: 300}})
    wire.wait("resume")
    wire.give(*(entry(own, said, f"entry {said}") for said in range(101, 301)), resumed(own, 300, 101))
    panel = open_panel(wire.page)
    expect(panel.locator(".msg > div")).to_have_count(200)
    panel.locator(".talk").evaluate("(talk) => { talk.scrollTop = 0; }")
    assert wire.wait("older")["before"] == 101
    wire.give(*(entry(own, said, f"entry {said}") for said in range(51, 101)))
    expect(panel.locator(".msg > div")).to_have_count(250)
    assert messages(panel) == [f"entry {said}" for said in range(51, 301)]
    assert panel.locator(".talk").evaluate("(talk) => talk.scrollTop") > 500


@pytest.mark.parametrize("code", ["rate", "unavailable"])
def test_what_could_not_be_stored_is_sent_again_in_order(wire: Wire, code: str) -> None:
    panel = open_panel(wire.page)
    write(panel, "second")
    sent = wire.wait("send", 2)
    write(panel, "third")
    wire.give(
        {
            "kind": "error",
            "code": code,
            "of": "send",
            "says": "",
            "id": sent["id"],
            "conversation": sent["conversation"],
            "retry": 1,
        }
    )
    expect(panel.locator(".us .meta").nth(1)).to_have_text("Not stored yet. We will send it again.")
    again = wire.wait("send", 3)
    assert (again["id"], again["text"]) == (sent["id"], "second")
    acknowledge(wire, 2, 3)
    assert wire.wait("send", 4)["text"] == "third"


def test_a_message_that_cannot_be_sent_says_so_and_may_be_tried_again(wire: Wire) -> None:
    panel = open_panel(wire.page)
    write(panel, "second")
    sent = wire.wait("send", 2)
    wire.give(
        {
            "kind": "error",
            "code": "not_yours",
            "of": "send",
            "says": "",
            "id": sent["id"],
            "conversation": sent["conversation"],
        }
    )
    expect(panel.locator(".fail .meta")).to_have_text(
        "This conversation is no longer open here. A new one can be started."
    )
    panel.get_by_role("button", name="Send again").click()
    again = wire.wait("send", 3)
    assert again["conversation"] != sent["conversation"]
    assert again["id"] != sent["id"]
    acknowledge(wire, 1, 3)


def test_what_was_not_acknowledged_is_sent_again_under_its_name(wire: Wire) -> None:
    panel = open_panel(wire.page)
    write(panel, "second")
    sent = wire.wait("send", 2)
    wire.sockets[-1].close(code=1012)
    hello = wire.wait("hello", 2)
    assert (hello["conversation"], hello["said"], hello["token"]) == (sent["conversation"], 1, "t")
    known = {"id": sent["conversation"], "said": 1, "status": "open"}
    wire.give(wire.welcome(known), resumed(sent["conversation"], 1, 2))
    assert wire.wait("send", 3) == sent


def test_it_stays_away_when_the_server_says_so_until_the_visitor_acts(wire: Wire) -> None:
    panel = open_panel(wire.page)
    wire.give({"kind": "bye", "code": "restarting", "says": "", "retry": None})
    wire.sockets[-1].close(code=1012)
    expect(panel.locator(".state")).to_contain_text("The connection was closed.")
    wire.page.wait_for_timeout(1_500)
    assert len(wire.sockets) == 1
    panel.get_by_role("button", name="Connect again").click()
    wire.wait("hello", 2)


def test_a_resolved_conversation_offers_a_new_one(wire: Wire) -> None:
    own = wire.wait("send")["conversation"]
    panel = open_panel(wire.page)
    wire.give(entry(own, 2, "", type="resolved"))
    expect(panel.locator(".event").last).to_have_text("This conversation is closed")
    panel.get_by_role("button", name="Start a new conversation").click()
    expect(panel.locator(".msg > div")).to_have_count(0)
    write(panel, "something else")
    assert wire.wait("send", 2)["conversation"] != own


def test_news_below_are_offered_and_not_forced(wire: Wire) -> None:
    own = wire.wait("send")["conversation"]
    panel = open_panel(wire.page)
    wire.give(*(entry(own, said, f"entry {said}") for said in range(2, 40)))
    talk = panel.locator(".talk")
    expect(panel.locator(".msg > div")).to_have_count(39)
    talk.evaluate("(talk) => { talk.scrollTop = 300; }")
    wire.page.wait_for_timeout(200)
    wire.give(entry(own, 40, "entry 40"))
    pill = panel.get_by_role("button", name="New messages")
    expect(pill).to_be_visible()
    assert talk.evaluate("(talk) => talk.scrollTop") == 300
    assert max(frame["said"] for frame in wire.heard if frame["kind"] == "seen") == 39
    pill.click()
    expect(pill).to_be_hidden()
    wire.page.wait_for_timeout(200)
    assert max(frame["said"] for frame in wire.heard if frame["kind"] == "seen") == 40


def test_who_is_here_in_words(wire: Wire) -> None:
    who = open_panel(wire.page).locator(".who")
    expect(who).to_have_text("Maya and Sam are here")
    wire.give({"kind": "here", "agents": AGENTS[:1]})
    expect(who).to_have_text("Maya is here")
    wire.give({"kind": "here", "agents": []})
    expect(who).to_have_text("We answer as soon as we can")


def test_frames_of_other_conversations_are_not_shown(wire: Wire) -> None:
    other = "00000000-0000-7000-8000-000000000000"
    wire.give(entry(other, 1, "not here"), {"kind": "typing", "conversation": other, "name": "Maya", "on": True})
    panel = open_panel(wire.page)
    wire.page.wait_for_timeout(200)
    assert messages(panel) == ["first"]
    expect(panel.locator(".typing")).to_be_empty()
