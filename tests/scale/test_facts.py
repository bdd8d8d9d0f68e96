"""Facts of several processes: two workers side by side, one killed again and again, and each fact lands once."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import Awaitable, Callable

from tests.scale.conftest import Fleet, Visit
from tests.web.live.conftest import House
from tests.web.live.talk import Talk

Begin = Callable[..., Awaitable[tuple[Talk, str, int]]]
MANY, KILLED = 8, 2
LOST = "UPDATE django_tasks_database_dbtaskresult SET status = 'READY' WHERE status = 'RUNNING'"
LEFT = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE queue_name = 'kept' AND status <> 'SUCCESSFUL'"


async def test_each_fact_lands_once_whichever_worker_dies(
    fleet: Fleet, houses: list[House], begin: Begin, desk: Visit
) -> None:
    here, there = houses
    fleet.work()
    doomed = fleet.work()
    numbers = []
    maya = await desk(there)
    browser = there.browser("Maya Reyes")
    for turn in range(MANY):
        visitor, conversation, number = await begin(here, "My peg is bent")
        await maya.send(number, "A new one is on its way")
        await asyncio.to_thread(browser.post, f"/desk/c/{number}/resolve", f"/desk/c/{number}")
        await visitor.send(conversation, "It is bent too")
        numbers.append(number)
        if turn % (MANY // KILLED) == 1:
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()
            doomed = fleet.work()
    async with asyncio.timeout(90):
        while here.rows(LEFT):
            # Beside others a worker leaves what was claimed alone for minutes; here the killed ones are gone for sure.
            await asyncio.sleep(2)
            here.rows(f"{LOST} RETURNING 1")
    among = ", ".join(map(str, numbers))
    told = f"SELECT conversation, fact, reverses_id IS NULL FROM customers_line WHERE conversation IN ({among})"
    lines = Counter(here.rows(told))
    wanted = [("solved_first", True), ("solved_first", False), ("wrote_again", True)]
    assert lines == {(number, *line): 1 for number in numbers for line in wanted}
    sums = here.rows(
        "SELECT b.kept, sum(l.grown * CASE WHEN l.fact = 'solved_first' THEN 1 ELSE -4 END) FROM customers_balance b "
        f"JOIN customers_line l USING (customer_id) WHERE l.conversation IN ({among}) GROUP BY b.customer_id, b.kept"
    )
    assert len(sums) == MANY and all(abs(kept - summed) < 1e-6 for kept, summed in sums)
