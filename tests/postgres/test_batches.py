"""Batches of the live path where others write at the same moment, or the connection is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from extramile.base import events
from extramile.base.ids import uuid7
from extramile.base.postgres.base import turns
from extramile.customers.models import Customer, Identity
from extramile.desk.actions import live, log
from extramile.desk.actions.live import Unavailable, commit
from extramile.desk.actions.write import write
from extramile.desk.events import Written
from extramile.desk.models import Conversation, Entry
from extramile.desk.queries.settings import website_by_key
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless

pytestmark = pytest.mark.django_db(transaction=True)
Other = psycopg.Connection[Any]


@pytest.fixture
def other(transactional_db: None) -> Iterator[Other]:
    """A connection of somebody else, such as a command on the same database."""
    given = connection.get_connection_params()
    with psycopg.connect(**{name: given[name] for name in ("host", "port", "user", "dbname")}) as made:
        yield made
        made.rollback()


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


def begin(act: Callable[[], Any]) -> Future[Any]:
    """Run in another thread, with a connection of its own that is closed afterwards."""

    def run() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    return ThreadPoolExecutor(1).submit(run)


def until_it_waits(other: Other, *, at_least: int = 1) -> None:
    """Return when a statement of the tests waits for a lock of `other`."""
    query = b"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(500):
        found = other.execute(query).fetchone()
        if found and found[0] >= at_least:
            return
        other.execute(b"SELECT pg_stat_clear_snapshot()")
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_first_messages_at_the_same_moment_open_one_conversation(cast: Cast, tomas: Writer) -> None:
    start = threading.Barrier(8)

    def say(text: str) -> list[live.Outcome]:
        start.wait()
        return list(commit([tomas.job(text)]))

    going = [begin(lambda text=str(turn): say(text)) for turn in range(8)]
    assert sorted(done(one.result(20)[0]).entry.seq for one in going) == list(range(1, 9))
    assert Conversation.objects.count() == Customer.objects.count() == 1
    gapless(tomas.conversation.pk)


def test_who_was_written_meanwhile_is_found_and_costs_nobody_else(cast: Cast, tomas: Writer, other: Other) -> None:
    """The whole transaction is aborted then; each job is tried alone, and finds the customer there."""
    guest = Writer(cast)
    jobs = [guest.job("1"), tomas.job("1"), guest.job("2"), tomas.job("2")]
    customer = Customer.objects.create(name="Tomás")
    other.execute(
        b"INSERT INTO customers_identity (kind, value, customer_id) VALUES ('visitor', %s, %s)",
        [tomas.visitor, customer.pk],
    )
    going = begin(lambda: commit(jobs))
    until_it_waits(other)
    other.commit()
    assert [done(one).entry.text for one in going.result(20)] == ["1", "1", "2", "2"]
    assert tomas.conversation.customer == customer
    assert Identity.objects.count() == Conversation.objects.count() == 2
    for one in (guest, tomas):
        gapless(one.conversation.pk)


def test_rows_are_locked_in_order_of_id(cast: Cast, other: Other) -> None:
    people = [Writer(cast) for _ in range(3)]
    commit([one.job() for one in people])
    first, second, third = sorted(one.conversation.pk for one in people)
    row = b"SELECT id FROM desk_conversation WHERE id = %s FOR UPDATE"
    other.execute(row, [second])

    def hold() -> list[int]:
        with live.transaction.atomic():
            return list(log.lock([third, first, second]))

    going = begin(hold)
    until_it_waits(other)
    other.execute(row + b" SKIP LOCKED", [third])
    with other.transaction():
        assert other.execute(row + b" SKIP LOCKED", [first]).fetchall() == [], "held while it waits for the second"
    other.rollback()
    assert going.result(20) == [first, second, third]


def test_what_waits_for_a_row_sees_what_was_written_meanwhile(cast: Cast, tomas: Writer, other: Other) -> None:
    tomas.says()
    pk = tomas.conversation.pk
    other.execute(b"UPDATE desk_conversation SET visitor_seen = 1 WHERE id = %s", [pk])
    going = begin(lambda: commit([tomas.job("2")]))
    until_it_waits(other)
    other.commit()
    assert done(going.result(20)[0]).row.visitor_seen == 1


def test_entries_are_told_in_order_whoever_writes(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    tomas.says()
    pk = tomas.conversation.pk
    told: list[int] = []

    def hear(happened: Sequence[object]) -> None:
        told.extend(one.entry.seq for one in happened if isinstance(one, Written))
        time.sleep(0.001)

    monkeypatch.setattr(events.broker.current(), "publish", hear)
    visitor = begin(lambda: [commit([tomas.job()]) for _ in range(30)])
    agent = begin(lambda: [write(cast.maya, pk, name=uuid7(), text="Hi") for _ in range(30)])
    visitor.result(30)
    agent.result(30)
    assert told == sorted(told) == list(range(2, Entry.objects.count() + 1))
    assert not turns._taken


@pytest.mark.parametrize("how", ["server", "own"])
def test_a_lost_connection_is_told_and_got_over(cast: Cast, tomas: Writer, other: Other, how: str) -> None:
    tomas.says("before")
    if how == "server":
        connection.ensure_connection()
        other.execute(
            b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            b"WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    else:
        connection.connection.close()
    jobs = [tomas.job(str(turn)) for turn in range(3)]
    assert commit(jobs) == [Unavailable()] * 3
    assert [done(one).entry.seq for one in commit(jobs)] == [2, 3, 4]
    assert not turns._taken
    gapless(tomas.conversation.pk)


@pytest.mark.parametrize("key", ["\x00", "site\ud800", "a'b\\c%s"])
def test_anything_may_be_looked_for(cast: Cast, key: str) -> None:
    assert website_by_key(key) is None


def test_moments_and_names_are_kept_as_what_they_are(cast: Cast, tomas: Writer, other: Other) -> None:
    stored = tomas.says()
    assert stored.entry is not None
    other.execute(b"SET TIME ZONE 'Asia/Kathmandu'")
    row = other.execute(b"SELECT at, name, pg_typeof(at)::text, pg_typeof(name)::text FROM desk_entry").fetchone()
    assert row is not None
    assert (row[0], str(row[1])) == (stored.entry.at, stored.entry.name)
    assert row[2:] == ("timestamp with time zone", "uuid")
    conversation = tomas.conversation
    assert conversation.last_at == conversation.waiting_since == stored.entry.at
