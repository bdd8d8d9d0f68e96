"""Coming, going, looking, writing and choosing to be away leave no trace: the whole database is as it was before."""

from __future__ import annotations

import asyncio
from typing import Any

from django.apps import apps

from extramile.base import clock
from tests.web.live.conftest import House, Visit
from tests.web.live.talk import new

# How far anybody at the desk has read is the customer's to know.
OF_NOBODY = {"desk_delivered", "desk_seen"}
# A session lasts until a day; the walk over the ladder and the sweeping after a round are the machine's own.
ANOTHER_DAY = {"django_session", "customers_night", "pulse_unswept"}
OWN: dict[str, str] = {}


def _everything(house: House) -> dict[str, set[tuple[Any, ...]]]:
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
        named = ", ".join(f'"{column}"' for column in columns if column not in OF_NOBODY)
        kept[table] = {tuple(map(str, row)) for row in house.rows(f'SELECT {named} FROM "{table}"')}
    return {table: rows for table, rows in kept.items() if table not in ANOTHER_DAY}


async def _at_rest(house: House) -> dict[str, set[tuple[Any, ...]]]:
    """Everything, once what the machine does by itself after a start is done: the night's walk, and kept events."""
    walked = "SELECT 1 FROM customers_night WHERE ended IS NOT NULL AND day = ?"
    today = clock.now().date().isoformat()
    waiting = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
    async with asyncio.timeout(60):
        while not house.rows(walked, today) or house.rows(waiting):
            await asyncio.sleep(0.2)
        found = _everything(house)
        while True:
            await asyncio.sleep(0.7)
            before, found = found, _everything(house)
            if before == found:
                return found


async def test_a_day_at_the_desk_leaves_nothing(house: House, visit: Visit, desk: Visit) -> None:
    visitor, conversation = await visit(), new()
    await visitor.send(conversation, "Hello, you stupid bitch")
    number = house.number(conversation)
    house.browser("Maya Reyes")
    before = await _at_rest(house)
    assert before["people_agent"] and before["desk_entry"]

    for _ in range(3):
        maya = await desk(watch=[{"conversation": number, "seq": 0}])
        await maya.hears("resumed")
        for state in ("away", "off", "here"):
            await maya.say({"kind": "presence", "state": state})
        await maya.say(
            {"kind": "typing", "conversation": number, "on": True},
            {"kind": "seen", "conversation": number, "said": 1},
            {"kind": "unwatch", "conversation": number},
        )
        await maya.alive()
        for page in ("/desk/", f"/desk/c/{number}", "/desk/search?q=hello", "/desk/rows?box=mine", "/profile"):
            await asyncio.to_thread(house.browser("Maya Reyes").get, page)
        await maya.close()
    seen = "SELECT desk_seen FROM desk_conversation WHERE id = ?"
    async with asyncio.timeout(20):
        while house.rows(seen, number) != [(1,)]:
            await asyncio.sleep(0.05)
    assert await _at_rest(house) == before


async def test_a_lead_hears_counts_of_nobody_but_themselves(house: House, desk: Visit) -> None:
    for name in ("Jo Lind", "Ines Duarte"):
        scopes = {scope for inbox in (await desk(name)).all("welcome")[0]["tallies"].values() for scope in inbox}
        assert {scope.partition(":")[0] for scope in scopes} <= {"any", "none", "mine", "team"}
    figures = await asyncio.to_thread(house.browser("Jo Lind").get, "/metrics")
    for words in ("agent=", "assignee=", "author=", "maya", "Maya"):
        assert words not in figures
