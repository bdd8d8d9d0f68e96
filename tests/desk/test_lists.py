"""The lists of the inbox: what is in them, and that an index gives each page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.desk.models import Conversation, Inbox, Status
from extramile.desk.queries import inbox
from extramile.desk.queries.tallies import tallies_for
from tests import cast as northfold
from tests.cast import Cast

pytestmark = pytest.mark.postgres


def test_lists_hold_what_their_names_say(cast: Cast) -> None:
    here = {cast.inbox.pk}
    made = {
        "mine": northfold.conversation(cast, assignee=cast.maya),
        "unassigned": northfold.conversation(cast),
        "snoozed": northfold.conversation(cast, status="snoozed", assignee=cast.maya),
        "resolved": northfold.conversation(cast, status="resolved"),
        f"team:{cast.care.pk}": northfold.conversation(cast, team=cast.care, assignee=cast.sam),
    }
    for box, one in made.items():
        rows = inbox.page(cast.maya, here, box).rows
        assert [row.conversation for row in rows] == [one.pk]
    counts = inbox.counts(tallies_for(cast.maya.pk, here), [cast.care.pk])
    assert counts == dict.fromkeys(made, 1) | {"everyone": 3}
    assert len(inbox.page(cast.maya, here, "everyone").rows) == 3


def test_conversations_of_one_moment_are_neither_lost_nor_shown_twice(cast: Cast) -> None:
    at = clock.now()
    made = [northfold.conversation(cast, at=at).pk for _ in range(inbox.PAGE + 5)]
    first = inbox.page(cast.maya, {cast.inbox.pk}, "everyone")
    assert first.rest is not None
    second = inbox.page(cast.maya, {cast.inbox.pk}, "everyone", after=inbox.Place.of(str(first.rest)))
    assert second.rest is None
    assert [row.conversation for row in (*first.rows, *second.rows)] == list(reversed(made))


def test_pages_of_several_inboxes_hold_the_newest_of_all(cast: Cast) -> None:
    """One is quiet, one is busy, and one is not for Maya."""
    quiet, busy = Inbox.objects.create(name="Quiet"), Inbox.objects.create(name="Busy")
    at = clock.now()
    for turn in range(130):
        made = northfold.conversation(cast, at=at - timedelta(minutes=turn // 3))
        where = quiet if turn % 13 == 0 else busy if turn % 2 else cast.inbox
        Conversation.objects.filter(pk=made.pk).update(inbox=where)
    mine = Conversation.objects.filter(inbox__in=(quiet, busy)).order_by("-last_at", "-pk")
    found: list[int] = []
    after = None
    for _ in range(4):
        page = inbox.page(cast.maya, [quiet.pk, busy.pk], "everyone", after=after)
        found += [row.conversation for row in page.rows]
        after = page.rest
        if after is None:
            break
    assert found == list(mine.values_list("pk", flat=True))


def plan_of(cast: Cast, box: str, *, lead: bool, after: bool) -> str:
    """How the database goes about a page: its plan, as if the tables were big."""
    place = inbox.Place(clock.now(), 10) if after else None
    inboxes = list(Inbox.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        inbox.page(cast.jo if lead else cast.maya, inboxes, box, after=place)
    (query,) = asked.captured_queries
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
        else:
            for kind in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{kind} = off")
            cursor.execute("EXPLAIN " + query["sql"])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("lead", [False, True])
@pytest.mark.parametrize("box", ["mine", "unassigned", "everyone", "snoozed", "resolved", "team:1"])
def test_an_index_gives_each_page(cast: Cast, box: str, lead: bool, after: bool) -> None:
    """No list is read whole, and none is sorted: at most as many rows as a page holds, of each inbox."""
    Inbox.objects.create(name="Another")
    for turn in range(60):
        northfold.conversation(cast, status=Status.values[turn % 3], assignee=None if turn % 4 else cast.maya)
    plan = plan_of(cast, box, lead=lead, after=after)
    everybody = "conversation_all" if lead else "conversation_inbox"
    index = {"mine": "conversation_mine", "unassigned": "conversation_none", "team:1": "conversation_team"}
    assert index.get(box, everybody) in plan, plan
    assert "Seq Scan on desk_conversation" not in plan and "SCAN desk_conversation" not in plan, plan
    if index.get(box) or lead:
        assert "Sort" not in plan and "TEMP B-TREE" not in plan, plan
