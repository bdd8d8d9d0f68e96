"""What docs/live.md promises about messages: stored once, told in order, given again to those who come back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from extramile.base.text import first_name
from tests.web.live.conftest import House, Visit
from tests.web.live.talk import Talk, new

# The other ways lead to the same doors, whatever the rows are kept in.
WAYS = ["socket", *(pytest.param(way, marks=pytest.mark.sqlite) for way in ("stream", "poll"))]
pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("way", WAYS)]
MAYA = (first_name("Maya Reyes"), "MR")  # as visitors are told of her
Begin = Callable[..., Awaitable[tuple[Talk, str, int]]]


async def test_a_message_there_and_an_answer_back(visit: Visit, desk: Visit, begin: Begin) -> None:
    maya = await desk()
    visitor, conversation, number = await begin("Hi. My tent arrived with a torn seam")
    await maya.asks({"kind": "watch", "conversation": number, "seq": 0}, "resumed", conversation=number, seq=1)
    asked = maya.entries(number)[0]
    assert (asked["seq"], asked["said"], asked["by"], asked["agent"]) == (1, 1, "visitor", None)
    assert (asked["text"], asked["type"]) == ("Hi. My tent arrived with a torn seam", "message")
    assert f"e-{number}-1" in asked["html"]
    ack = await maya.send(number, "I’m sorry")
    answer = await visitor.hears("entry", conversation=conversation, by="agent")
    assert (answer["said"], answer["text"], answer["name"], answer["initials"]) == (2, "I’m sorry", "Maya", "MR")
    assert answer.keys() == {"kind", "conversation", "said", "id", "type", "by", "name", "initials", "text", "at"}
    assert ack["at"] == answer["at"]
    assert ack["seq"] == 3
    kinds = [(one["seq"], one["type"]) for one in maya.entries(number)]
    assert kinds == [(1, "message"), (2, "assigned"), (3, "message")]


async def test_an_ack_comes_after_the_commit(house: House, begin: Begin) -> None:
    visitor, conversation, number = await begin()
    for text in ("a", "b", "c"):
        ack = await visitor.send(conversation, text)
        query = "SELECT said, text FROM desk_entry WHERE conversation_id = ? AND name = ?"
        assert house.rows(query, number, ack["id"].replace("-", "")) == [(ack["said"], text)]


async def test_sending_again_gets_the_same_place_and_time(house: House, begin: Begin, visit: Visit) -> None:
    visitor, conversation, number = await begin()
    name = new()
    first = await visitor.send(conversation, "once", id=name)
    frame = {"kind": "send", "conversation": conversation, "id": name, "text": "changed meanwhile"}
    assert await visitor.asks(frame, "ack") == first
    token = visitor.all("welcome")[0]["token"]
    other = await visit(token=token, conversation=conversation, said=0)
    await other.say(frame, frame, frame)
    await other.until(lambda: len(other.all("ack", id=name)) == 3)
    assert {(one["said"], one["at"]) for one in other.all("ack")} == {(2, first["at"])}
    assert house.rows("SELECT text FROM desk_entry WHERE conversation_id = ? ORDER BY seq", number) == [
        ("Hello",), ("once",),
    ]  # fmt: skip


async def test_the_same_name_twice_in_one_message(begin: Begin, house: House) -> None:
    visitor, conversation, number = await begin()
    name = new()
    frame = {"kind": "send", "conversation": conversation, "id": name, "text": "once"}
    await visitor.say(*[frame] * 15)
    await visitor.until(lambda: len(visitor.all("ack", id=name)) == 15)
    assert house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ?", number) == [(2,)]


async def test_a_new_conversation_may_be_written_at_without_waiting(visit: Visit, house: House) -> None:
    visitor, conversation = await visit(), new()
    names = [new() for _ in range(100)]
    await visitor.say(*({"kind": "send", "conversation": conversation, "id": one, "text": one} for one in names))
    await visitor.until(lambda: len(visitor.all("ack")) == 100)
    assert [one["said"] for one in visitor.all("ack")] == list(range(1, 101))
    assert [one["text"] for one in visitor.all("entry")] == names


async def test_an_agent_who_sends_again(begin: Begin, desk: Visit, house: House) -> None:
    _, _, number = await begin()
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    name = new()
    first = await maya.send(number, "Hello Tomás", id=name)
    again = await maya.asks({"kind": "send", "conversation": number, "id": name, "text": "x", "note": True}, "ack")
    assert again == first
    assert house.rows("SELECT count(*) FROM desk_entry WHERE conversation_id = ?", number) == [(3,)]


async def test_back_from_any_place(begin: Begin, visit: Visit) -> None:
    visitor, conversation, _ = await begin("1")
    for number in range(2, 13):
        await visitor.send(conversation, str(number))
    token = visitor.all("welcome")[0]["token"]
    for said in range(14):
        back = await visit(token=token, conversation=conversation, said=said)
        resumed = await back.hears("resumed", conversation=conversation)
        assert [one["text"] for one in back.entries(conversation)] == [str(n) for n in range(said + 1, 13)]
        assert (resumed["said"], resumed["first"], resumed["status"]) == (12, min(said, 12) + 1, "open")
        assert back.got[0]["kind"] == "welcome"
        assert back.got[0]["conversation"] == {"id": conversation, "said": 12, "status": "open"}
        await back.close()


async def test_null_gets_the_newest_from_the_start(visit: Visit, begin: Begin) -> None:
    visitor, first, _ = await begin("first")
    second = new()
    await visitor.send(second, "second")
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token)
    await back.hears("resumed", conversation=second, first=1, said=1)
    assert back.all("entry", conversation=first) == []
    back = await visit(token=token, conversation=first, said=1)
    resumed = await back.hears("resumed")
    assert resumed["conversation"] == first
    assert back.got[0]["conversation"]["id"] == second, "welcome names the newest"
    back = await visit(token=token, conversation=new(), said=3)
    assert (await back.hears("resumed"))["conversation"] == second


async def test_more_than_200_missed(begin: Begin, visit: Visit, desk: Visit) -> None:
    visitor, conversation, number = await begin("1")
    texts = [str(n) for n in range(2, 431)]
    for start in range(0, 429, 100):
        some = texts[start : start + 100]
        await visitor.say(*({"kind": "send", "conversation": conversation, "id": new(), "text": one} for one in some))
        await visitor.hears("ack", said=1 + start + len(some))
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=conversation, said=5)
    resumed = await back.hears("resumed")
    assert (resumed["said"], resumed["first"]) == (430, 231)
    assert [one["said"] for one in back.all("entry")] == list(range(231, 431))
    before = 231
    while before > 1:
        back.got.clear()
        await back.say({"kind": "older", "conversation": conversation, "before": before}, {"kind": "ping"})
        await back.hears("beat")
        got = [one["said"] for one in back.all("entry")]
        assert got == list(range(max(1, before - 50), before))
        before = got[0]
    maya = await desk(watch=[{"conversation": number, "seq": 3}])
    resumed = await maya.hears("resumed")
    assert (resumed["seq"], resumed["first"]) == (430, 231)
    assert [one["seq"] for one in maya.all("entry")] == list(range(231, 431))


async def test_resume_fills_a_gap(begin: Begin) -> None:
    visitor, conversation, _ = await begin("1")
    for text in "234":
        await visitor.send(conversation, text)
    visitor.got.clear()
    await visitor.asks({"kind": "resume", "conversation": conversation, "said": 2}, "resumed", said=4, first=3)
    assert [one["text"] for one in visitor.all("entry")] == ["3", "4"]


async def test_notes_never_reach_a_visitor_and_leave_no_hole(begin: Begin, desk: Visit, visit: Visit) -> None:
    visitor, conversation, number = await begin("1")
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    for text in ("note a", "note b"):
        await maya.send(number, text, note=True)
    await maya.send(number, "2")
    await maya.send(number, "note c", note=True)
    await visitor.send(conversation, "3")
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=conversation, said=0)
    await back.hears("resumed")
    for one in (visitor, back):
        assert [(entry["said"], entry["text"]) for entry in one.entries(conversation)] == [(1, "1"), (2, "2"), (3, "3")]
        assert "note" not in str([frame for frame in one.got if frame["kind"] == "entry"])
    await maya.hears("entry", text="3")
    assert [entry["seq"] for entry in maya.entries(number)] == list(range(1, 8))
    older = await back.asks({"kind": "older", "conversation": conversation, "before": 3}, "entry")
    assert older["text"] in ("1", "2")


async def test_several_agents_and_tabs_see_the_same_in_the_same_order(begin: Begin, desk: Visit, visit: Visit) -> None:
    visitor, conversation, number = await begin("0")
    token = visitor.all("welcome")[0]["token"]
    watch = [{"conversation": number, "seq": 0}]
    desks = [await desk(name, watch=watch) for name in ("Maya Reyes", "Maya Reyes", "Sam Okafor", "Jo Lind")]
    tabs = [visitor, await visit(token=token, conversation=conversation, said=0)]

    async def chatter(talk: Talk, where: str | int, note: bool) -> None:
        for turn in range(25):
            more = {"note": turn % 3 == 0} if note else {}
            await talk.send(where, f"{id(talk)} {turn}", **more)

    await asyncio.gather(
        *(chatter(one, number, True) for one in desks), *(chatter(one, conversation, False) for one in tabs)
    )
    total = 1 + 25 * 6 + 1  # and one assignment
    for one in desks:
        await one.until(lambda one=one: len(one.entries(number)) == total)
        arrived = [entry["seq"] for entry in one.all("entry", conversation=number)]
        assert arrived == list(range(1, total + 1)), "each once, in order"
    orders = [[entry["id"] for entry in one.entries(number)] for one in desks]
    assert all(order == orders[0] for order in orders)
    visible = [entry["id"] for entry in desks[0].entries(number) if entry["said"]]
    for one in tabs:
        await one.until(lambda one=one: len(one.entries(conversation)) == len(visible))
        assert [entry["id"] for entry in one.entries(conversation)] == visible
        saids = [entry["said"] for entry in one.all("entry", conversation=conversation)]
        assert saids == list(range(1, len(visible) + 1))


async def test_what_happens_during_a_hello_is_neither_lost_nor_doubled(begin: Begin, visit: Visit, desk: Visit) -> None:
    visitor, conversation, number = await begin("0")
    token = visitor.all("welcome")[0]["token"]
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    going = asyncio.create_task(_keep_writing(maya, number))
    try:
        for _ in range(15):
            back = await visit(token=token, conversation=conversation, said=0)
            watcher = await desk("Sam Okafor", watch=[{"conversation": number, "seq": 0}])
            # Of a long conversation only the newest 200 come.
            come_in = back.got[0]["conversation"]["said"]
            await back.hears("entry", said=come_in + 3)
            saids = [entry["said"] for entry in back.entries(conversation)]
            assert saids == list(range(saids[0], saids[0] + len(saids)))
            reached = (await watcher.hears("resumed"))["seq"]
            await watcher.hears("entry", seq=reached + 3)
            seqs = [entry["seq"] for entry in watcher.entries(number)]
            assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
            await back.close()
            await watcher.close()
    finally:
        going.cancel()


async def _keep_writing(talk: Talk, number: int) -> None:
    for turn in range(2000):
        await talk.send(number, str(turn))


async def test_two_tabs_the_other_adopts_what_the_first_opened(visit: Visit, desk: Visit, house: House) -> None:
    one = await visit()
    token = one.all("welcome")[0]["token"]
    two = await visit(token=token)
    assert two.all("welcome")[0]["conversation"] is None
    conversation = new()
    await one.send(conversation, "Hi")
    await two.hears("entry", conversation=conversation, text="Hi")
    number = house.number(conversation)
    maya = await desk(watch=[{"conversation": number, "seq": 0}])
    await maya.say({"kind": "typing", "conversation": number, "on": True})
    await two.hears("typing", conversation=conversation, name="Maya", on=True)
    await maya.send(number, "Hello")
    await two.hears("entry", text="Hello")
    await two.say({"kind": "seen", "conversation": conversation, "said": 2})
    await maya.hears("mark", conversation=number, seen=2)
    assert one.all("error") == two.all("error") == []


async def test_status_is_said_to_the_visitor(house: House, begin: Begin, desk: Visit) -> None:
    visitor, conversation, number = await begin("1")
    maya = await desk(watch=[{"conversation": number, "seq": 1}])
    browser = house.browser("Maya Reyes")
    await asyncio.to_thread(browser.post, f"/desk/c/{number}/resolve", f"/desk/c/{number}")
    resolved = await visitor.hears("entry", type="resolved")
    assert (resolved["said"], resolved["by"], resolved["text"]) == (2, "agent", "")
    await visitor.send(conversation, "one more thing")
    reopened = await visitor.hears("entry", type="reopened")
    assert (reopened["said"], reopened["by"]) == (3, "visitor")
    await maya.hears("entry", seq=4)
    assert [one["type"] for one in maya.entries(number)] == ["resolved", "reopened", "message"]
