"""A visitor with one process and the agent with another: all that the two say and see of each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.scale.conftest import Visit
from tests.web.live.conftest import House
from tests.web.live.talk import Talk

Begin = Callable[..., Awaitable[tuple[Talk, str, int]]]


async def test_messages_cross_and_notes_stay(houses: list[House], begin: Begin, desk: Visit) -> None:
    here, there = houses
    visitor, conversation, number = await begin(here)
    maya = await desk(there, watch=[{"conversation": number, "seq": 0}])
    await maya.hears("resumed", conversation=number)
    await visitor.send(conversation, "Where is my tent?")
    heard = await maya.hears("entry", text="Where is my tent?")
    assert (heard["seq"], heard["said"], heard["by"], "tent" in heard["html"]) == (2, 2, "visitor", True)
    await maya.send(number, "Between us: he is kind.", note=True)
    await maya.send(number, "On its way.")
    answer = await visitor.hears("entry", text="On its way.")
    assert (answer["said"], answer["by"], answer["name"]) == (3, "agent", "Maya")
    assert not visitor.all("entry", text="Between us: he is kind.")
