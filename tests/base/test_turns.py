"""The fair lock in front of SQLite: in order of arrival, and given back whatever happens."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction

from extramile.base.sqlite import base
from extramile.base.turns import Turns
from extramile.desk.models import Tag

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def free_afterwards() -> Iterator[None]:
    yield
    connection.close()
    assert not base.turns._taken
    assert not base.turns._waiting


def in_thread(act: Callable[[], Any]) -> Any:
    """Run in another thread, with a connection of its own that is closed afterwards."""

    def run() -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=20)


def test_turns_are_served_in_order_of_arrival() -> None:
    turns, order, threads = Turns(), [], []
    turns.acquire()

    def wait(number: int) -> None:
        with turns:
            order.append(number)

    for number in range(20):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while len(turns._waiting) <= number:
            pass
    turns.release()
    for thread in threads:
        thread.join()
    assert order == list(range(20))
    assert not turns._taken


def test_waits_end_with_the_process_and_whoever_has_the_turn_goes_on() -> None:
    turns, sent_away = Turns(), []
    turns.acquire()

    def wait() -> None:
        try:
            turns.acquire()
        except OperationalError as error:
            sent_away.append(str(error))

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    while len(turns._waiting) < 3:
        pass
    turns.end_waits()
    wait()
    for thread in threads:
        thread.join()
    assert sent_away == ["the desk ends, and this would have to wait"] * 4
    turns.release()
    with turns:
        assert turns._taken, "a turn that is free is still given"


def test_a_turn_is_given_back_after_an_error() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns:
        raise ZeroDivisionError
    turns.acquire()
    assert turns._taken


def test_nobody_sees_a_locked_database() -> None:
    start = threading.Barrier(8)

    def write(thread: int) -> None:
        try:
            # Opening one asks the file for its journal, which others may hold: that is no write.
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 0")
            start.wait()
            for number in range(25):
                if number % 2:
                    Tag.objects.create(name=f"{thread} {number}")
                    continue
                with transaction.atomic():
                    Tag.objects.create(name=f"{thread} {number}")
                    with transaction.atomic():
                        assert Tag.objects.filter(name=f"{thread} {number}").update(name=f"{thread} {number} b") == 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, thread) for thread in range(8)]:
            done.result(timeout=60)
    assert Tag.objects.count() == 200


def test_a_block_that_raises_gives_the_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Tag.objects.create(name="never")
        raise ZeroDivisionError
    in_thread(lambda: Tag.objects.create(name="after"))
    assert list(Tag.objects.values_list("name", flat=True)) == ["after"]


def test_a_nested_block_keeps_the_turn_until_the_outer_one_ends() -> None:
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            Tag.objects.create(name="one")
            Tag.objects.create(name="one")
        assert base.turns._taken
        Tag.objects.create(name="two")
    assert not base.turns._taken
    assert list(Tag.objects.values_list("name", flat=True)) == ["two"]


def test_a_statement_that_fails_outside_a_block_gives_the_turn_back() -> None:
    Tag.objects.create(name="once")
    with pytest.raises(IntegrityError):
        Tag.objects.create(name="once")
    assert not base.turns._taken
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.executemany("INSERT INTO nowhere VALUES (%s)", [(1,)])


def test_a_commit_that_fails_is_rolled_back_and_gives_the_turn_back() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO desk_conversation_tags (conversation_id, tag_id) VALUES (404, 404)")
    in_thread(lambda: Tag.objects.create(name="after"))


def test_a_rollback_that_fails_gives_the_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(base.DatabaseWrapper, "_rollback", broken)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Tag.objects.create(name="never")
        raise ZeroDivisionError
    monkeypatch.undo()
    in_thread(lambda: Tag.objects.create(name="after"))
    assert list(Tag.objects.values_list("name", flat=True)) == ["after"]


def test_a_begin_that_fails_gives_the_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked() -> None:
        connection.settings_dict["OPTIONS"]["timeout"] = 0.01
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            raise AssertionError("not reached")

    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    in_thread(blocked)
    other.execute("ROLLBACK")
    other.close()
    in_thread(lambda: Tag.objects.create(name="after"))


def test_a_connection_closed_within_a_block_gives_the_turn_back() -> None:
    def close_inside() -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            Tag.objects.create(name="never")
            connection.close()
            Tag.objects.create(name="neither")

    in_thread(close_inside)
    in_thread(lambda: Tag.objects.create(name="after"))
    assert list(Tag.objects.values_list("name", flat=True)) == ["after"]


def test_what_follows_a_commit_happens_in_order_of_commits() -> None:
    """Whoever commits later must not be heard first, or listeners would get entries out of order."""
    heard: list[str] = []
    committed = threading.Event()

    def slow_to_tell() -> None:
        committed.set()
        time.sleep(0.1)
        heard.append("first")

    def second() -> None:
        committed.wait(5)
        with transaction.atomic():
            Tag.objects.create(name="second")
            transaction.on_commit(lambda: heard.append("second"))

    other = threading.Thread(target=lambda: in_thread(second))
    other.start()
    with transaction.atomic():
        Tag.objects.create(name="first")
        transaction.on_commit(slow_to_tell)
    other.join()
    assert heard == ["first", "second"]


def test_a_write_that_returns_rows_is_over_when_the_turn_is_given_back() -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=0)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO desk_tag (name) VALUES (%s), (%s), (%s) RETURNING name", ["a", "b", "c"])
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
        assert cursor.fetchone() == ("a",)
        assert cursor.fetchmany(1) == [("b",)]
        assert cursor.fetchall() == [("c",)]
        assert (cursor.fetchone(), cursor.fetchall()) == (None, [])
        assert cursor.execute("SELECT count(*) FROM desk_tag").fetchone() == (3,)
    other.close()


def test_a_listener_that_fails_after_a_commit_gives_the_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Tag.objects.create(name="kept")
        transaction.on_commit(lambda: 1 / 0)
    in_thread(lambda: Tag.objects.create(name="after"))
    assert Tag.objects.count() == 2
