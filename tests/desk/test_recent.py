"""What the live writer keeps from batch to batch, and when it must not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from extramile.customers.actions.contacts import block
from extramile.desk.actions import live
from extramile.desk.actions.assign import assign
from extramile.desk.actions.live import NotYours, commit
from extramile.desk.actions.recent import Recent
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless, reply

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


def elsewhere(act: Callable[[], Any]) -> Any:
    """Do it on a connection of its own, as pages do."""

    def run() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=20)


@pytest.mark.sqlite
def test_a_busy_conversation_is_read_once(tomas: Writer) -> None:
    recent = Recent()
    commit([tomas.job()], recent)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        outcomes = commit([tomas.job(), tomas.job()], recent)
    assert [done(one).entry.seq for one in outcomes] == [2, 3]
    assert not [query for query in asked.captured_queries if "FROM desk_conversation" in query["sql"]]
    gapless(tomas.conversation.pk)


def test_what_a_page_changed_meanwhile_is_seen(cast: Cast, tomas: Writer) -> None:
    recent = Recent()
    number = done(commit([tomas.job()], recent)[0]).row.conversation
    elsewhere(lambda: assign(cast.maya, number, agent=cast.maya.pk))
    row = done(commit([tomas.job()], recent)[0]).row
    assert (row.assignee, row.seq) == (cast.maya.pk, 3)
    gapless(number)


def test_who_was_blocked_meanwhile_may_not_write(cast: Cast, tomas: Writer) -> None:
    recent = Recent()
    row = done(commit([tomas.job()], recent)[0]).row
    elsewhere(lambda: block(cast.maya, row.customer))
    commit([reply(cast.maya, row.conversation)], recent)
    assert commit([tomas.job()], recent) == [NotYours()]


def test_a_batch_that_failed_leaves_nothing_behind(tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    recent = Recent()
    number = done(commit([tomas.job()], recent)[0]).row.conversation
    save = live.log.save
    fails = iter([True, False])

    def brittle(heads: Any) -> list[object]:
        told = save(heads)
        if next(fails, False):
            raise ValueError
        return told

    monkeypatch.setattr(live.log, "save", brittle)
    outcomes = commit([tomas.job(), tomas.job()], recent)
    assert [done(one).entry.seq for one in outcomes] == [2, 3]
    gapless(number)


def test_what_was_handed_over_stays_as_it_was(tomas: Writer) -> None:
    recent = Recent()
    first = done(commit([tomas.job()], recent)[0]).row
    before = copy(first)
    commit([tomas.job("more")], recent)
    assert first == before
