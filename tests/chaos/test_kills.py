"""The plug is pulled five times at random moments while many talk. Nothing promised may be missing afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.server import Server
from tests.chaos.crowd import Agent, Person, Visitor
from tests.web.live.conftest import LIMITS, SHOP, Browser, House

VISITORS = 24
KILLS = 5
CALM = 20.0


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    server = Server(tmp_path / "data", **LIMITS)
    server.start()
    made = House(server)
    made.allow(SHOP)
    yield made
    server.kill()


async def test_five_kills_lose_nothing(house: House) -> None:
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"seed {seed}: SEED={seed} plays the same moments")
    dice = random.Random(seed)
    sessions = [await asyncio.to_thread(Browser(house.url).sign_in, name) for name in ("Maya Reyes", "Sam Okafor")]
    visitors = [Visitor(house.url, house.key, SHOP, number) for number in range(VISITORS)]
    agents = [Agent(house.url, browser.session) for browser in sessions]
    everybody: list[Person] = [*visitors, *agents]
    living = [asyncio.create_task(one.live()) for one in everybody]
    writing = asyncio.create_task(_talk(house, visitors, agents, dice))
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.4, 1.6))
        await asyncio.to_thread(house.server.restart, kill=True)
    await asyncio.sleep(0.5)
    writing.cancel()
    await _calm(house, visitors, agents)
    for one in everybody:
        one.done = True
    await asyncio.wait_for(asyncio.gather(*living), 10)
    _check(house, visitors, agents)


async def _talk(house: House, visitors: list[Visitor], agents: list[Agent], dice: random.Random) -> None:
    turn = 0
    while True:
        turn += 1
        one = dice.choice(visitors)
        if len(one.outbox) < 5:
            one.write(one.conversation, f"{turn} from a visitor")
        agent = dice.choice(agents)
        if turn % 8 == 0:
            for (number,) in house.rows("SELECT id FROM desk_conversation WHERE visitor IS NOT NULL AND seq > 0"):
                if number in _ours(house, visitors):
                    for some in agents:
                        some.open(number)
        if agent.watched and len(agent.outbox) < 5:
            agent.write(dice.choice(sorted(agent.watched)), f"{turn} from an agent", note=turn % 4 == 0)
        await asyncio.sleep(0.004)


def _ours(house: House, visitors: list[Visitor]) -> dict[int, Visitor]:
    by_name = {one.conversation.replace("-", ""): one for one in visitors}
    rows = house.rows("SELECT id, public_id FROM desk_conversation")
    return {number: by_name[name] for number, name in rows if name in by_name}


async def _calm(house: House, visitors: list[Visitor], agents: list[Agent]) -> None:
    """Wait until everybody's outbox is empty and everybody has heard everything."""
    async with asyncio.timeout(CALM):
        while any(one.outbox for one in [*visitors, *agents]):
            await asyncio.sleep(0.05)
        for number in _ours(house, visitors):
            for agent in agents:
                agent.open(number)
        heads = house.rows("SELECT id, seq, said FROM desk_conversation")
        ours = _ours(house, visitors)
        for number, seq, said in heads:
            if number in ours:
                visitor = ours[number]
                while len(visitor.log.get(visitor.conversation, {})) < said:
                    await asyncio.sleep(0.05)
                for agent in agents:
                    while len(agent.log.get(number, {})) < seq:
                        await asyncio.sleep(0.05)


def _check(house: House, visitors: list[Visitor], agents: list[Agent]) -> None:
    everybody: list[Person] = [*visitors, *agents]
    assert [one.quarrels for one in everybody if one.quarrels] == []
    assert all(one.returns >= 2 for one in everybody)
    ours = _ours(house, visitors)
    stored = _stored(house, list(ours))
    names = Counter(name for log in stored.values() for name, *_ in log)
    assert max(names.values()) == 1, "stored twice"
    for one in everybody:
        assert [name for name in one.written if name not in one.acked] == []
        assert [name for name in one.written if names[name] != 1] == [], "acknowledged and not there"
    repeats = sum((one.said for one in everybody), Counter()) - Counter(names.keys())
    for one in everybody:
        assert one.again - repeats == Counter(), "told again, and nobody had said it again"
    for number, log in stored.items():
        _check_log(number, log, ours[number], agents)
    _check_tallies(house)
    if "database_url" not in house.server.settings:
        database = sqlite3.connect(house.server.data / "extramile.sqlite3")
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    print(f"{sum(len(one.acked) for one in everybody)} acknowledged, {sum(names.values())} entries")


def _stored(house: House, numbers: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    logs: dict[int, list[tuple[Any, ...]]] = {number: [] for number in numbers}
    query = "SELECT conversation_id, name, seq, said, type, by FROM desk_entry ORDER BY conversation_id, seq"
    for number, name, *rest in house.rows(query):
        if number in logs:
            dashed = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"
            logs[number].append((dashed, *rest))
    return logs


def _check_log(number: int, log: list[tuple[Any, ...]], visitor: Visitor, agents: list[Agent]) -> None:
    assert [seq for _, seq, *_ in log] == list(range(1, len(log) + 1)), "seq has gaps"
    visible = [(said, name) for name, _, said, *_ in log if said is not None]
    assert [said for said, _ in visible] == list(range(1, len(visible) + 1)), "said has gaps"
    assert visitor.log[visitor.conversation] == dict(visible), "the visitor saw something else"
    own = [name for name, *_, by in log if by == "visitor"]
    assert own == visitor.written, "a visitor's messages are not in the order they were written"
    for agent in agents:
        assert agent.log[number] == {seq: name for name, seq, *_ in log}, "an agent saw something else"
        theirs = [name for name, *_ in log if name in set(agent.written)]
        assert theirs == [name for name in agent.written if name in set(theirs)], "an agent's are not in order"


def _check_tallies(house: House) -> None:
    kept = {key[:3]: key[3] for key in house.rows("SELECT inbox_id, scope, status, n FROM desk_tally") if key[3]}
    counted: Counter[tuple[int, str, str]] = Counter()
    query = "SELECT inbox_id, status, assignee_id, team_id FROM desk_conversation WHERE seq > 0"
    for inbox, status, assignee, team in house.rows(query):
        counted[inbox, "any", status] += 1
        counted[inbox, f"agent:{assignee}" if assignee else "none", status] += 1
        if team:
            counted[inbox, f"team:{team}", status] += 1
    assert kept == dict(counted), json.dumps([str(kept), str(dict(counted))])
