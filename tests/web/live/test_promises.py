"""A promise over the wire: made with its message, and remembered by whoever holds it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from extramile.base import clock
from tests.web.live.conftest import House, Visit
from tests.web.live.talk import new
from tests.web.live.test_lossless import Begin


async def test_its_holder_hears_of_it_and_nobody_else(begin: Begin, desk: Visit, house: House) -> None:
    _, _, number = await begin()
    watch = [{"conversation": number, "seq": 0}]
    maya, jo = await desk("Maya Reyes", watch=watch), await desk("Jo Lind", watch=watch)
    vow = {"what": "Call you in a moment", "due": clock.stamp(clock.now() + timedelta(seconds=1))}
    await maya.send(number, "I'll call you in a moment", promise=vow)
    await jo.hears("customer", conversation=number)
    due = await maya.hears("promise", why="due")
    assert (due["what"], due["conversation"], due["due"]) == (vow["what"], number, vow["due"])
    to = house.agent("Jo Lind")
    page, handing = "/customers/promises", house.browser("Maya Reyes").post
    await asyncio.to_thread(handing, f"{page}/{due['promise']}/hand-over", page, to=to, next=page)
    handed = await jo.hears("promise")
    assert (handed["why"], handed["promise"]) == ("handed", due["promise"])
    assert len(maya.all("promise")) == len(jo.all("promise")) == 1


async def test_what_is_no_promise_costs_the_message(begin: Begin, desk: Visit, house: House) -> None:
    _, _, number = await begin()
    maya, soon = await desk(), clock.stamp(clock.now() + timedelta(hours=1))
    wrong = (
        "soon", {"what": "x"}, {"what": " ", "due": soon}, {"what": "x" * 301, "due": soon}, {"what": "x", "due": 5},
        {"what": "x", "due": "2026-11-27T12:00:00"}, {"what": "x", "due": "0001-01-01T00:00:00+14:00"},
        {"what": "x", "due": "9999-12-31T23:59:59-12:00"},
    )  # fmt: skip
    for vow in wrong:
        sent = {"kind": "send", "conversation": number, "id": new(), "text": "I will", "promise": vow}
        assert (await maya.asks(sent, "error"))["code"] == "malformed"
    before = house.rows("SELECT count(*) FROM customers_promise")
    note = {"kind": "send", "conversation": number, "id": new(), "text": "A note", "note": True}
    await maya.asks(note | {"promise": {"what": "nothing", "due": soon}}, "ack")
    assert house.rows("SELECT count(*) FROM customers_promise") == before
    await maya.send(number, "Said", promise={"what": "\x00 whatever", "due": soon})
    assert house.rows("SELECT what FROM customers_promise ORDER BY id DESC")[0] == ("\ufffd whatever",)
