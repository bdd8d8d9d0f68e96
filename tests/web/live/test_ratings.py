"""Ratings over the live protocol: offered, given, changed and seen by both sides, over each kind of connection."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.web.live.conftest import House, Visit
from tests.web.live.talk import Frame, Talk, new
from tests.web.live.test_lossless import Begin

pytestmark = pytest.mark.parametrize("way", ["socket", "stream", "poll"])


def rating(conversation: str, stars: int = 4, **more: object) -> Frame:
    return {"kind": "rating", "conversation": conversation, "id": new(), "resolved": 2, "stars": stars, **more}


async def resolve(house: House, number: int, visitor: Talk, conversation: str) -> None:
    """Let Maya resolve it; its visitor hears of it."""
    browser = house.browser("Maya Reyes")
    await asyncio.to_thread(browser.post, f"/desk/c/{number}/resolve", "/profile")
    await visitor.hears("entry", conversation=conversation, type="resolved")


async def test_given_changed_and_seen_in_every_tab_and_at_the_desk(
    house: House, visit: Visit, desk: Visit, begin: Begin
) -> None:
    visitor, conversation, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    token = visitor.all("welcome")[0]["token"]
    refused = await visitor.asks(rating(conversation), "error")
    assert (refused["code"], refused["of"], refused["conversation"]) == ("over", "rating", conversation)
    await resolve(house, number, visitor, conversation)
    other = await visit(token=token, conversation=conversation, said=0)
    open_now = await other.hears("rating")
    assert (open_now["resolved"], open_now["stars"], open_now["until"], open_now["asks"]) == (2, None, None, False)

    first = rating(conversation, 4)
    ack = await visitor.asks(first, "ack", id=first["id"])
    assert (ack["said"], ack["conversation"]) == (2, conversation)
    assert await visitor.asks(first, "ack", id=first["id"]) == ack
    for tab in (visitor, other):
        told = await tab.hears("rating", stars=4)
        assert (told["comment"], told["recommend"], told["may_share"], told["resolved"]) == ("", None, None, 2)
        assert told["until"] > told["at"]
    changed = rating(conversation, 5, comment=" It <b>held</b>\x00 ", recommend=10, may_share=True)
    await other.asks(changed, "ack", id=changed["id"])
    for tab in (visitor, other):
        told = await tab.hears("rating", stars=5)
        assert (told["comment"], told["recommend"], told["may_share"]) == ("It <b>held</b>\ufffd", 10, True)
    line = await maya.hears("entry", conversation=number, type="rated", text="It <b>held</b>\ufffd")
    assert (line["said"], line["by"], line["agent"], line["name"], line["data"]["stars"]) == (
        None,
        "visitor",
        None,
        "",
        5,
    )
    assert "&lt;b&gt;" in line["html"]


async def test_who_comes_back_learns_what_was_said_until_the_conversation_goes_on(
    house: House, visit: Visit, begin: Begin
) -> None:
    visitor, conversation, number = await begin()
    await resolve(house, number, visitor, conversation)
    said = rating(conversation, 5)
    await visitor.asks(said, "ack", id=said["id"])
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=conversation, said=2)
    assert (await back.hears("rating"))["stars"] == 5
    assert [one["type"] for one in visitor.entries(conversation)] == ["message", "resolved"]
    await visitor.send(conversation, "One more thing")
    assert (await visitor.asks(rating(conversation, 1), "error"))["code"] == "over"
    again = await visit(token=token, conversation=conversation, said=0)
    await again.hears("resumed")
    await again.alive()
    assert not again.all("rating")
    assert house.rows("SELECT stars FROM desk_rating WHERE conversation_id = ?", number) == [(5,)]


async def test_nobody_elses_and_nothing_out_of_range(house: House, visit: Visit, begin: Begin, way: str) -> None:
    visitor, conversation, number = await begin()
    await resolve(house, number, visitor, conversation)
    stranger = await visit()
    for where in (conversation, new()):
        refused = await stranger.asks(rating(where), "error")
        assert (refused["code"], refused["of"]) == ("not_yours", "rating")
    for more in ({"stars": 0}, {"stars": 6}, {"stars": True}, {"recommend": 11}, {"recommend": -1}, {"may_share": 1}):
        refused = await visitor.asks(rating(conversation) | more, "error")
        assert (refused["code"], refused["of"]) == ("malformed", "rating"), more
    refused = await visitor.asks(rating(conversation, comment="a" * 10_000), "error")
    assert (refused["code"], refused["says"]) == ("too_long", "A text has at most 1000 characters.")
    refused = await visitor.asks(rating(conversation) | {"resolved": 1}, "error")
    assert refused["code"] == "over"
    assert house.rows("SELECT 1 FROM desk_rating WHERE conversation_id = ?", number) == []
    if way == "socket":
        lone = rating(conversation, comment="half \ud83d")
        await visitor.asks(json.dumps(lone), "ack", id=lone["id"])
        assert house.rows("SELECT comment FROM desk_rating WHERE conversation_id = ?", number) == [("half \ufffd",)]


async def test_two_tabs_of_somebody_new_that_write_at_once_share_a_conversation(
    house: House, visit: Visit, way: str
) -> None:
    token = (await visit()).all("welcome")[0]["token"]
    tabs = [await visit(token=token) for _ in range(2)]
    sent = [
        {"kind": "send", "conversation": new(), "id": new(), "text": f"tab {n}", "first": True} for n in range(2)
    ]  # fmt: skip
    await asyncio.gather(*(tab.say(frame) for tab, frame in zip(tabs, sent, strict=True)))
    await asyncio.gather(*(tab.until(lambda tab=tab: tab.all("ack") + tab.all("error")) for tab in tabs))
    errors = [(tab, frame, tab.all("error")[0]) for tab, frame in zip(tabs, sent, strict=True) if tab.all("error")]
    ((late, frame, error),) = errors
    first = next(one["conversation"] for one in sent if one is not frame)
    assert (error["code"], error["id"], error["conversation"], error["to"]) == (
        "elsewhere", frame["id"], frame["conversation"], first,
    )  # fmt: skip
    await late.asks(frame | {"conversation": first}, "ack", id=frame["id"])
    visitor = tabs[0].all("welcome")[0]["visitor"].replace("-", "")
    assert house.rows("SELECT said FROM desk_conversation WHERE visitor = ?", visitor) == [(2,)]
