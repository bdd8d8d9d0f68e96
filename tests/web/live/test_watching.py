"""What an agent may watch, and what those who watch hear of each other, of rows and of counts."""

from __future__ import annotations

import asyncio

from tests.web.live.conftest import House, Visit
from tests.web.live.talk import new
from tests.web.live.test_lossless import Begin

OWN: dict[str, str] = {}


async def test_a_conversation_that_is_not_there_or_not_theirs(desk: Visit, house: House) -> None:
    repairs = "SELECT c.id FROM desk_conversation c JOIN desk_inbox i ON i.id = c.inbox_id WHERE i.name = 'Repairs'"
    (hidden,) = house.rows(repairs)[0]
    entries = house.rows("SELECT count(*) FROM desk_entry")
    maya = await desk(watch=[{"conversation": hidden, "seq": 0}, {"conversation": 10**9, "seq": 0}])
    await maya.until(lambda: len(maya.all("error", code="not_yours")) == 2)
    for number in (hidden, 10**9, 2**62):
        for frame in (
            {"kind": "watch", "seq": 0}, {"kind": "send", "id": new(), "text": "x"}, {"kind": "typing", "on": True},
            {"kind": "seen", "said": 1}, {"kind": "send", "id": new(), "text": "x", "note": True},
        ):  # fmt: skip
            error = await maya.asks({"conversation": number, **frame}, "error")
            assert (error["code"], error["of"], error["conversation"]) == ("not_yours", frame["kind"], number)
    assert maya.all("resumed") == maya.all("entry") == []
    assert house.rows("SELECT count(*) FROM desk_entry") == entries
    sam = await desk("Sam Okafor", watch=[{"conversation": hidden, "seq": 0}])
    await sam.hears("resumed", conversation=hidden)


async def test_500_watched_at_most(begin: Begin, desk: Visit, house: House) -> None:
    visitor, _, _ = await begin()
    numbers = [row[0] for row in house.rows("SELECT id FROM desk_conversation WHERE inbox_id = 1")]
    opened = [new() for _ in range(505 - len(numbers))]
    await visitor.say(*({"kind": "send", "conversation": one, "id": new(), "text": "x"} for one in opened))
    await visitor.until(lambda: len(visitor.all("ack")) == len(opened) + 1)
    numbers = [row[0] for row in house.rows("SELECT id FROM desk_conversation WHERE inbox_id = 1 ORDER BY id")]
    watch = [{"conversation": one, "seq": 1000} for one in numbers]
    maya = await desk("Ines Duarte", watch=watch)
    error = await maya.hears("error", within=30)
    assert error["code"] == "too_many"
    assert len(maya.all("resumed")) == 500
    error = await maya.asks({"kind": "watch", "conversation": numbers[504], "seq": 0}, "error")
    assert (error["code"], error["conversation"]) == ("too_many", numbers[504])
    await maya.asks({"kind": "watch", "conversation": numbers[3], "seq": 0}, "resumed", conversation=numbers[3])
    await maya.say({"kind": "unwatch", "conversation": numbers[3]})
    await maya.asks({"kind": "watch", "conversation": numbers[504], "seq": 0}, "resumed")


async def test_viewers_typing_presence_and_marks(begin: Begin, desk: Visit, house: House) -> None:
    visitor, conversation, number = await begin()
    watch = [{"conversation": number, "seq": 0}]
    maya, jo = await desk(watch=watch), await desk("Jo Lind", watch=watch)
    before = house.rows("SELECT * FROM desk_entry WHERE conversation_id = ?", number)
    viewers = await maya.until(lambda: [one for one in maya.all("viewers") if len(one["agents"]) == 2])
    assert {one["name"] for one in viewers[0]["agents"]} == {"Maya Reyes", "Jo Lind"}
    await maya.say({"kind": "typing", "conversation": number, "on": True})
    await jo.hears("typing", by="agent", name="Maya Reyes", on=True, note=False)
    await visitor.hears("typing", conversation=conversation, name="Maya", on=True)
    await maya.say({"kind": "typing", "conversation": number, "on": True, "note": True})
    await jo.hears("typing", name="Maya Reyes", note=True)
    await visitor.say({"kind": "typing", "conversation": conversation, "on": True})
    heard = await maya.hears("typing", by="visitor", on=True)
    assert (heard["agent"], heard["conversation"]) == (None, number)
    await visitor.alive()
    assert len(visitor.all("typing")) == 1, "never of typing in a note"
    assert maya.all("typing", by="agent") == [], "nobody hears of their own"
    await maya.say({"kind": "seen", "conversation": number, "said": 10**6})
    await visitor.hears("mark", conversation=conversation, seen=1, delivered=1)
    await visitor.say({"kind": "seen", "conversation": conversation, "said": 1})
    await maya.hears("mark", conversation=number, seen=1)
    await maya.say({"kind": "seen", "conversation": number, "said": 0})
    await jo.say({"kind": "presence", "state": "away"})
    await maya.hears(
        "presence", agents=[{"id": house.agent("Jo Lind"), "name": "Jo Lind", "initials": "JL", "state": "away"}]
    )
    here = await visitor.until(lambda: [one for one in visitor.all("here") if len(one["agents"]) == 1])
    assert here[-1]["agents"] == [{"name": "Maya", "initials": "MR"}]
    await jo.say({"kind": "presence", "state": "here"})
    await jo.say({"kind": "unwatch", "conversation": number})
    await maya.until(lambda: [one["name"] for one in maya.all("viewers")[-1]["agents"]] == ["Maya Reyes"])
    assert house.rows("SELECT * FROM desk_entry WHERE conversation_id = ?", number) == before
    assert visitor.all("mark")[-1]["seen"] == 1, "marks never go back"


async def test_rows_and_tallies(begin: Begin, desk: Visit, house: House) -> None:
    maya = await desk()
    inbox = str(house.rows("SELECT id FROM desk_inbox WHERE name = 'Shop'")[0][0])
    hidden = str(house.rows("SELECT id FROM desk_inbox WHERE name = 'Repairs'")[0][0])
    tallies = maya.all("welcome")[0]["tallies"]
    assert hidden not in tallies
    open_before = tallies[inbox]["any"]["open"]
    _, _, number = await begin("A row, please")
    counted = await maya.hears("tallies")
    assert counted["tallies"][inbox]["any"]["open"] == open_before + 1
    rows = await maya.until(
        lambda: [row for one in maya.all("rows") for row in one["rows"] if row["conversation"] == number]
    )
    assert rows[0].keys() == {"conversation", "inbox", "status", "assignee", "team", "waiting", "last_at", "html"}
    assert (rows[0]["status"], rows[0]["assignee"], rows[0]["inbox"]) == ("open", None, int(inbox))
    assert "A row, please" in rows[0]["html"]
    browser = house.browser("Maya Reyes")
    fields = {"name": "Tomás Ortega", "email": "", "phone": "", "place": ""}
    watcher = await desk("Sam Okafor", watch=[{"conversation": number, "seq": 0}])
    await asyncio.to_thread(browser.post, f"/desk/c/{number}/contacts", f"/desk/c/{number}", **fields)
    await watcher.hears("customer", conversation=number)
