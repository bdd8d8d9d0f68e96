"""One process for one database, also when its connection is lost meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from extramile import alone
from extramile.alone import Database, InUse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The signals that the process sent itself."""
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, how: sent.append(how))
    monkeypatch.setattr(alone, "_LOOK", 0.05)
    return sent


@pytest.fixture
def held(transactional_db: None, ended: list[int]) -> Iterator[Database]:
    """The database, held by this process until the test ends or lets it go."""
    made = Database()
    yield made
    made.close()


@pytest.fixture
def other(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    given = connection.get_connection_params()
    named = {name: given[name] for name in ("host", "port", "user", "dbname")}
    with psycopg.connect(**named, autocommit=True) as made:
        yield made


def until(true: Callable[[], object]) -> None:
    for _ in range(400):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("not within 4 s")


def cut(held: Database, other: psycopg.Connection[Any], *, before_it_is_back: bool = False) -> None:
    """End the connection that holds the lock; perhaps take the lock before it is taken anew."""
    with held._connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    if before_it_is_back:
        # Asked for first, it is given to us at the moment it is free.
        other.execute(b"SELECT pg_terminate_backend(%s), pg_advisory_lock(%s)", [pid, alone.ADVISORY])
    else:
        other.execute(b"SELECT pg_terminate_backend(%s)", [pid])


def test_a_second_one_is_refused_until_the_first_is_gone(held: Database, ended: list[int]) -> None:
    with pytest.raises(InUse, match="only one process can"):
        Database()
    held.close()
    Database().close()
    assert ended == []


def test_the_lock_is_taken_anew(held: Database, other: psycopg.Connection[Any], ended: list[int]) -> None:
    cut(held, other)
    time.sleep(0.3)
    with pytest.raises(InUse):
        Database()
    assert ended == []


def test_it_waits_a_while_for_what_may_be_its_own(
    held: Database, other: psycopg.Connection[Any], ended: list[int]
) -> None:
    cut(held, other, before_it_is_back=True)
    time.sleep(0.15)
    other.execute(b"SELECT pg_advisory_unlock(%s)", [alone.ADVISORY])
    time.sleep(0.3)
    with pytest.raises(InUse):
        Database()
    assert ended == []


def test_it_ends_when_somebody_else_was_faster(
    held: Database, other: psycopg.Connection[Any], ended: list[int]
) -> None:
    cut(held, other, before_it_is_back=True)
    until(lambda: ended)
    assert len(ended) == 1
