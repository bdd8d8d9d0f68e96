"""What bench/chaos calls lost, doubled and out of order: shown to it on purpose, since a run should never have any."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.lib.desk import Desk
from bench.lib.door import OVERLAP, may_come_again
from bench.lib.proxy import Proxy
from bench.lib.store import Store
from bench.lib.stream import listen
from bench.lib.talkers import Talker, Talkers
from bench.lib.verdict import Verdict, judge
from bench.lib.visitor import Visitor
from bench.lib.weather import blows, fate

Case = tuple[Talkers, Talker, sqlite3.Connection]
Judge = Callable[[Case], Verdict]
NAMES = [str(uuid.UUID(int=number)) for number in range(1, 4)]


@pytest.fixture
async def case(tmp_path: Path) -> Case:
    """A visitor whose three messages are kept, acknowledged and heard."""
    database = sqlite3.connect(tmp_path / "extramile.sqlite3", isolation_level=None)
    database.execute("CREATE TABLE desk_entry (conversation_id, name, seq, said, type, 'by', text)")
    database.execute(
        "CREATE TABLE desk_conversation (id, public_id, visitor, seq, said, inbox_id, status, assignee_id)"
    )
    database.execute("CREATE TABLE desk_tally (inbox_id, scope, status, n)")
    talkers = Talkers([0], "site", lambda name, number: fate(1, name, number), random.Random(1))
    door = Visitor(0, "site")
    one = Talker("visitor 0", door, Proxy(0))
    talkers.visitors.append(one)
    conversation = door.conversation
    database.execute("INSERT INTO desk_conversation VALUES (1, ?, 'v', 3, 3, 1, 'open', NULL)", [conversation])
    database.execute("INSERT INTO desk_tally VALUES (1, 'any', 'open', 1), (1, 'none', 'open', 1)")
    for place, name in enumerate(NAMES, start=1):
        one.wrote(conversation, name, f"text {place}")
        kept = [name.replace("-", ""), place, place, f"text {place}"]
        database.execute("INSERT INTO desk_entry VALUES (1, ?, ?, ?, 'message', 'visitor', ?)", kept)
        one.acked[name] = {"id": name}
        one.heard.setdefault(conversation, []).append((name, f"text {place}"))
    return talkers, one, database


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    return lambda case: judge(case[0], Store(tmp_path), ordered=True)


async def test_all_is_well(case: Case, judged: Judge) -> None:
    verdict = judged(case)
    assert (verdict.sent, verdict.acknowledged, verdict.stored, verdict.delivered) == (3, 3, 3, 3)
    assert not verdict.harmed, verdict.wrong


async def test_lost(case: Case, judged: Judge) -> None:
    _, one, database = case
    one.heard[one.door.conversation].pop()  # type: ignore[attr-defined]
    assert (judged(case).lost, judged(case).delivered) == (1, 2)
    database.execute("DELETE FROM desk_entry WHERE seq = 3")
    assert (judged(case).lost, judged(case).stored) == (1, 2), "acknowledged, and not there"


async def test_doubled(case: Case, judged: Judge) -> None:
    _, one, database = case
    one.door.repeats = ["one of a, 3.0 s after an answer"]
    assert judged(case).doubled == 1
    assert judged(case).wrong[-1].endswith("3.0 s after an answer")
    one.door.repeats = []
    database.execute('INSERT INTO desk_entry SELECT 1, name, 4, 4, type, "by", text FROM desk_entry WHERE seq = 3')
    verdict = judged(case)
    assert (verdict.doubled, verdict.lost) == (1, 1)


async def test_a_twin_of_what_is_posted_is_answered_too(case: Case, judged: Judge) -> None:
    one = case[1]
    one.door.unasked = 1
    assert judged(case).doubled == 1
    one.twinned = True
    assert judged(case).doubled == 1, "nobody hears what a websocket's twin is answered"
    one.door.way = listen
    assert judged(case).doubled == 0


async def test_out_of_order(case: Case, judged: Judge) -> None:
    _, one, database = case
    database.execute("UPDATE desk_entry SET seq = 5 - seq, said = 5 - said WHERE seq > 1")
    assert judged(case).out_of_order == 1 + 2, "kept in another order than written, and than heard"
    database.execute("UPDATE desk_entry SET seq = 5 - seq, said = 5 - said WHERE seq > 1")
    one.door.gaps = 1
    assert judged(case).out_of_order == 1
    one.door.gaps = 0
    database.execute("UPDATE desk_entry SET seq = 7 WHERE seq = 3")
    assert judged(case).out_of_order == 1, "a gap in what is kept"


async def test_altered_and_miscounted(case: Case, judged: Judge) -> None:
    database = case[2]
    database.execute("UPDATE desk_entry SET text = 'TEXT 2' WHERE seq = 2")
    assert judged(case).altered == 2
    database.execute("UPDATE desk_tally SET n = 2 WHERE scope = 'none'")
    assert "counts" in judged(case).wrong[-1]


async def test_what_comes_again_needs_a_reason() -> None:
    door = Visitor(0, "site")
    entry = {"kind": "entry", "said": 1, "id": NAMES[0], "conversation": "a"}
    door._entry(entry)
    door._entry(entry)
    assert (door.repeated, door.overlaps) == (1, 0)
    may_come_again(NAMES[0])
    door._entry(entry)
    assert (door.repeated, door.overlaps, door.unasked) == (1, 1, 0)


async def test_who_asks_twice_is_answered_twice() -> None:
    desk, passed = Desk(0, ""), OVERLAP + 1
    desk.watch(1)
    entry = {"kind": "entry", "conversation": 1, "seq": 1, "id": NAMES[1]}
    desk._entry(entry)
    desk._refused({"conversation": 1})
    desk._beat({"heads": {"1": 2}})
    desk._entry(entry)
    desk._resumed({"conversation": 1, "first": 1})
    desk.watched[1].answered_at -= passed
    desk._entry(entry)
    assert desk.repeated == 0, "one of the two answers is still to come"
    desk._resumed({"conversation": 1, "first": 1})
    desk._entry(entry)
    assert desk.repeated == 0, "committed while it was answered"
    desk.watched[1].answered_at -= passed
    desk._entry(entry)
    assert desk.repeats == [f"{NAMES[1]} of 1, {passed:.1f} s after an answer"]


def test_a_seed_plays_the_same_again() -> None:
    assert blows(7, 100, processes=2) == blows(7, 100, processes=2) != blows(8, 100, processes=2)
    assert sum(blow.what == "kill" for blow in blows(7, 100, processes=1)) == 100
    assert {blow.what for blow in blows(7, 100, processes=2)} >= {"kill", "restart", "cut", "hush", "database", "redis"}
    assert [fate(7, "visitor 1", number) for number in range(50)] == [
        fate(7, "visitor 1", number) for number in range(50)
    ]
    assert not fate(7, "visitor 1", 0).twin
