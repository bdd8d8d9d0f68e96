"""Too fast, too many, too often refused: named, said when to come again, and only for those who did it."""

from __future__ import annotations

import asyncio
import time

from tests.web.live.conftest import Browser, House, Visit
from tests.web.live.talk import Frame, Talk, new
from tests.web.live.test_doors import HELLO

OWN = {
    "limit_sends": "5", "limit_agent_sends": "5", "limit_frames": "40", "limit_connections": "6",
    "limit_conversations": "3",
}  # fmt: skip


async def test_messages_too_fast_are_told_when_to_come_again(visit: Visit, house: House) -> None:
    visitor, conversation, begun = await visit(), new(), time.monotonic()
    other = await visit(token=visitor.all("welcome")[0]["token"])
    names = [new() for _ in range(14)]
    frames = [{"kind": "send", "conversation": conversation, "id": one, "text": one} for one in names]
    await visitor.say(*frames[:7])
    await visitor.until(lambda: len(_answered(visitor)) == 7)
    await other.say(*frames[7:])
    await other.until(lambda: len(_answered(other)) == 7)
    errors = visitor.all("error") + other.all("error")
    acked = [one["id"] for one in visitor.all("ack") + other.all("ack")]
    # Five at once, and one more for each two seconds that it took; a second tab is the same visitor.
    assert 5 <= len(acked) <= 6 + (time.monotonic() - begun) / 2
    assert {(one["code"], one["of"]) for one in errors} == {("rate", "send")}
    assert {one["id"] for one in errors} == set(names) - set(acked)
    assert all(0 < one["retry"] <= 2 for one in errors)
    last = errors[-1]
    await asyncio.sleep(last["retry"])
    late = {"kind": "send", "conversation": conversation, "id": last["id"], "text": last["id"]}
    assert (await visitor.asks(late, "ack"))["said"] == len(acked) + 1
    stored = house.rows("SELECT text FROM desk_entry WHERE conversation_id = ?", house.number(conversation))
    assert [text for (text,) in stored] == [*acked, last["id"]]


def _answered(talk: Talk) -> list[Frame]:
    return talk.all("ack") + talk.all("error")


async def test_agents_too(visit: Visit, desk: Visit, house: House) -> None:
    visitor, conversation = await visit(), new()
    await visitor.send(conversation, "x")
    number = house.number(conversation)
    maya, again = await desk(watch=[{"conversation": number, "seq": 0}]), await desk()
    begun = time.monotonic()
    for talk in (maya, again):
        await talk.say(*({"kind": "send", "conversation": number, "id": new(), "text": "x"} for _ in range(7)))
    for talk in (maya, again):
        await talk.until(lambda talk=talk: len(_answered(talk)) == 7)
    passed = len(maya.all("ack")) + len(again.all("ack"))
    assert 5 <= passed <= 6 + (time.monotonic() - begun) / 2
    assert len(maya.all("error", code="rate")) + len(again.all("error", code="rate")) == 14 - passed


async def test_frames_too_fast(visit: Visit) -> None:
    begun = time.monotonic()
    visitor = await visit()
    await visitor.say(*[{"kind": "ping"}] * 60)
    await visitor.until(lambda: len(visitor.all("beat")) + len(visitor.all("error")) == 60)
    # 40 at once, and 4 more for each second that it took.
    assert 40 <= len(visitor.all("beat")) <= 41 + 4 * (time.monotonic() - begun)
    errors = visitor.all("error")
    assert {(one["code"], one["of"]) for one in errors} == {("rate", "ping")}
    await asyncio.sleep(errors[-1]["retry"])
    await visitor.alive()


async def test_new_conversations(visit: Visit, house: House) -> None:
    visitor = await visit()
    opened = [new() for _ in range(4)]
    for one in opened[:3]:
        await visitor.send(one, "x")
    error = await visitor.asks({"kind": "send", "conversation": opened[3], "id": new(), "text": "x"}, "error")
    assert (error["code"], error["conversation"], error["retry"] > 60) == ("too_many", opened[3], True)
    await visitor.send(opened[0], "an older one is no new one")
    token = visitor.all("welcome")[0]["token"]
    back = await visit(token=token, conversation=opened[1], said=1)
    frame = {"kind": "send", "conversation": opened[1], "id": new(), "text": "nor this"}
    await back.say(frame)
    answers = await back.until(lambda: back.all("ack") or back.all("error"))
    if answers[0]["kind"] == "error":
        assert answers[0]["code"] == "rate", "many messages, and still no new conversation"
        await asyncio.sleep(answers[0]["retry"])
        await back.asks(frame, "ack")


async def test_too_many_connections_of_one_address(knock: Visit, house: House) -> None:
    talks = [await knock(X_Forwarded_For="10.9.9.9") for _ in range(6)]
    for one in talks:
        await one.say({**HELLO, "key": house.key})
        await one.hears("welcome")
    more = await knock(X_Forwarded_For="10.9.9.9")
    bye = await more.bye()
    assert (bye["code"], bye["retry"], more.code) == ("flood", 30, 4429)
    for one in talks:
        await one.alive()
    other = await knock(X_Forwarded_For="10.9.9.9, 10.9.9.10")
    await other.say({**HELLO, "key": house.key})
    await other.hears("welcome")
    await talks[0].close()
    for _ in range(50):
        late = await knock(X_Forwarded_For="10.9.9.9")
        await late.say({**HELLO, "key": house.key})
        heard = await late.until(lambda late=late: late.all("welcome") or late.all("bye"))
        if heard[0]["kind"] == "welcome":
            break
    assert heard[0]["kind"] == "welcome", "a place that was left is free"


async def test_who_is_refused_often_waits_and_agents_beside_them_do_not(knock: Visit, house: House) -> None:
    codes, begun = [], time.monotonic()
    # Twenty at once; what is used up fills again while it is tried.
    while codes[-1:] != ["flood"] and len(codes) < 60:
        talk = await knock(X_Forwarded_For="10.8.8.8")
        if talk.code is None and not talk.all("bye"):
            await asyncio.gather(talk.say({**HELLO, "key": "site_wrong"}), return_exceptions=True)
        codes.append((await talk.bye())["code"])
    assert codes[:20] == ["refused"] * 20
    assert codes[-1] == "flood"
    session = house.browser("Maya Reyes").session
    agent = await knock("desk", origin=house.url, Cookie=f"extramile_session={session}", X_Forwarded_For="10.8.8.8")
    await agent.say({"kind": "hello", "watch": []})
    await agent.hears("welcome")
    for _ in range(40):
        await (await knock(X_Forwarded_For="10.8.8.8")).bye()
    lines = [line for line in house.server.log.read_text().splitlines() if '"10.8.8.8"' in line]
    # Twenty at once, and one more for each three seconds that it took.
    assert 20 <= len(lines) <= 22 + (time.monotonic() - begun) / 3
    assert 20 <= sum('"code": "refused"' in line for line in lines) <= codes.count("refused")
    assert Browser(house.url).get("/sign-in")


async def test_refusals_at_the_desk_are_logged(house: House, knock: Visit) -> None:
    before = house.server.log.read_text().count("desk_refused")
    try:
        await knock("desk", origin="https://evil.example", Cookie="extramile_session=nobody")
    except Exception as error:
        assert "403" in str(error)
    assert house.server.log.read_text().count("desk_refused") == before + 1
    assert "nobody" not in house.server.log.read_text()


async def test_agents_are_counted_by_themselves(knock: Visit, house: House) -> None:
    sessions = {name: f"extramile_session={house.browser(name).session}" for name in ("Jo Lind", "Ines Duarte")}
    come = {"origin": house.url, "X_Forwarded_For": "10.7.7.7"}
    desks = [await knock("desk", Cookie=sessions["Jo Lind"], **come) for _ in range(30)]
    for one in (await knock(X_Forwarded_For="10.7.7.7"), await knock("desk", Cookie=sessions["Ines Duarte"], **come)):
        hello = {"kind": "hello", "watch": []} if one.door == "desk" else {**HELLO, "key": house.key}
        await one.say(hello)
        await one.hears("welcome")
    more = await knock("desk", origin=house.url, Cookie=sessions["Jo Lind"])
    assert (await more.bye())["code"] == "flood"
    await desks[0].say({"kind": "hello", "watch": []})
    await desks[0].hears("welcome")


async def test_a_desk_has_a_floor_of_its_own(desk: Visit) -> None:
    ines = await desk("Ines Duarte")
    await ines.say(*[{"kind": "ping"}] * 60)
    await ines.until(lambda: len(ines.all("beat")) == 60)
    assert ines.all("error") == []
