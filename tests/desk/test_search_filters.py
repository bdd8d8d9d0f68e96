"""What filters leave in, who sees what, and that a search ends: the same on either database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from extramile.base.ids import time_key
from extramile.desk.models import Conversation, Entry, Inbox, Tag
from extramile.desk.queries import search
from extramile.desk.queries.search import door, often, sources, sqlite, walk
from extramile.people.models import Agent
from tests import cast as northfold
from tests.cast import Cast

pytestmark = pytest.mark.postgres
FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)


def say(made: Conversation, text: str, **more: Any) -> None:
    """A line of a conversation's log, a minute after the one before, that search knows of."""
    entry = northfold.said(made, text, **more)
    at = made.opened_at + timedelta(minutes=entry.seq)
    key = time_key(at)
    Entry.objects.filter(pk=entry.pk).update(id=key, at=at)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_entry_search (rowid, text) VALUES (%s, %s)", [key, text])


@pytest.fixture
def talks(cast: Cast) -> dict[str, Conversation]:
    """Three conversations, a day apart, each with a message and an answer by Maya; a note in the last."""
    made = {}
    people = (("Tomás Ortega", "resolved"), ("Linh Tran", "snoozed"), ("Sam Hill", "open"))
    for day, (name, status) in enumerate(people):
        one = northfold.conversation(cast, customer=name, at=FIRST + timedelta(day), status=status)
        say(one, f"The tent of {name} is torn")
        say(one, "I send a new tent", agent=cast.maya)
        made[name.split()[0]] = one
    say(made["Sam"], "a tent for free, as a gesture", agent=cast.maya, note=True)
    refund = Tag.objects.create(name="Refund")
    made["Tomás"].tags.add(refund)
    made["Sam"].tags.add(refund, Tag.objects.create(name="Late delivery"))
    return made


def look(viewer: Agent, query: str) -> search.Found:
    return search.found(search.asked(query, UTC), viewer)


def texts(viewer: Agent, query: str) -> list[str]:
    return ["".join(part for part, _ in hit.snippet) for hit in look(viewer, query).said]


@pytest.mark.parametrize(
    ("query", "whose"),
    [
        ("from:ortega tent", ["Tomás"]),
        ("from:linh", ["Linh"]),
        ("from:tomas from:linh tent", ["Linh", "Tomás"]),
        ("from:maya tent", ["Sam", "Sam", "Linh", "Tomás"]),
        ("from:me", ["Sam", "Linh", "Tomás"]),
        ("from:sam torn", ["Sam"]),
        ("tag:refund torn", ["Sam", "Tomás"]),
        ("tag:ref", ["Sam", "Tomás"]),
        ("tag:refund tag:late torn", ["Sam"]),
        ('tag:"late delivery"', ["Sam"]),
        ("is:open torn", ["Sam"]),
        ("is:open is:snoozed torn", ["Sam", "Linh"]),
        ("is:resolved", ["Tomás"]),
        ("is:note", ["Sam"]),
        ("is:note tent", ["Sam"]),
        ("before:2026-03-02 torn", ["Tomás"]),
        ("after:2026-03-03", ["Sam"]),
        ("on:2026-03-02", ["Linh"]),
        ("on:2026-03 torn", ["Sam", "Linh", "Tomás"]),
        ("before:2026-03-03 from:maya", ["Linh", "Tomás"]),
        ("in:shop torn", ["Sam", "Linh", "Tomás"]),
        ('"new tent"', ["Sam", "Linh", "Tomás"]),
        ('"tent new"', []),
        ('"tent of tomas"', ["Tomás"]),
        ('from:tomas "tent of tomas"', ["Tomás"]),
        ('from:tomas "tomas tent"', []),
    ],
)
def test_filters(cast: Cast, talks: dict[str, Conversation], query: str, whose: Sequence[str]) -> None:
    names = [hit.customer_name.split()[0] for hit in look(cast.maya, query).said]
    assert names == whose


def test_scripts_without_spaces(cast: Cast, talks: dict[str, Conversation]) -> None:
    for text in ("テントが破れた", "100% of_it"):
        say(talks["Sam"], text)
    assert texts(cast.maya, "破れ") == ["テントが破れた"]
    assert texts(cast.maya, "破れ tent") == []


@pytest.mark.parametrize("query", ["tag:nothing", "from:nobody", "in:nowhere", "is:lost", "on:never"])
def test_a_filter_that_fits_nothing_is_told(cast: Cast, talks: dict[str, Conversation], query: str) -> None:
    found = look(cast.maya, query)
    assert found.unclear == (tuple(query.split(":")),)
    assert not found.said


def test_what_others_may_not_see_cannot_be_named(cast: Cast, talks: dict[str, Conversation]) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.filter(pk=talks["Tomás"].pk).update(inbox=closed)
    for query in ("torn", "tag:refund torn", "from:tomas", "is:resolved", "before:2026-03-02", "in:care"):
        assert "Tomás" not in [hit.customer_name.split()[0] for hit in look(cast.sam, query).said], query
    assert look(cast.sam, "in:care torn").unclear == (("in", "care"),)
    assert len(look(cast.jo, "torn").said) == len(look(cast.maya, "torn").said) == 3
    assert [one.written for one in search.choices(search.asked("in:", UTC), cast.sam)] == ["in:Shop"]
    assert [one.written for one in search.choices(search.asked("in:c", UTC), cast.maya)] == ['in:"Care only"']


def test_what_can_follow_is_offered(cast: Cast, talks: dict[str, Conversation]) -> None:
    def offered(query: str) -> list[str]:
        return [one.written for one in search.choices(search.asked(query, UTC), cast.maya)]

    assert "tag:" in offered("tent")
    assert offered("tent tag:") == ['tag:"Late delivery"', "tag:Refund"]
    assert offered("from:ma") == ['from:"Maya Reyes"']
    assert offered("is:s") == ["is:snoozed"]


@pytest.mark.parametrize("query", ["tent", "tent gesture is:note", "from:maya tent", "tag:refund", "is:open", "破れ"])
def test_it_ends_wherever_it_is_and_goes_on_from_there(
    cast: Cast, talks: dict[str, Conversation], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a budget of nothing each page is one step of the walk; together they find the same."""
    say(talks["Tomás"], "テントが破れた")
    whole = [hit.key for hit in look(cast.maya, query).said]
    monkeypatch.setattr(walk, "BUDGET", -1)
    for module, name in ((sources, "_STEP"), (sources, "_READ"), (sqlite, "_STEP")):
        monkeypatch.setattr(module, name, 1)
    found: list[int] = []
    before: int | None = None
    for _ in range(200):
        page = search.found(search.asked(query, UTC), cast.maya, before=before)
        found += [hit.key for hit in page.said]
        assert (page.back_to is None) == (page.rest is None)
        if page.rest is None:
            break
        assert before is None or page.rest < before
        before = page.rest
    assert found == whole


@pytest.fixture
def as_if_big(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(often, "SMALL", -1)
    often.entries.forget()
    often.customers.forget()
    yield
    often.entries.forget()
    often.customers.forget()


def test_beginnings_that_come_often_are_found_by_the_words_there_are(
    cast: Cast, talks: dict[str, Conversation], as_if_big: None
) -> None:
    assert often.entries.sample().instead("te") == ["te", "tent"]
    assert often.entries.sample().instead("zz") is None
    for query in ("tent", "te tor", "TE", "t", "tom"):
        found = texts(cast.maya, query)
        assert bool(found) == (query != "t"), query
    assert [one.name for one in look(cast.maya, "orte").people] == ["Tomás Ortega"]


def test_many_at_once_are_told_to_wait(
    cast: Cast, talks: dict[str, Conversation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_PATIENCE", 0.01)
    with door._turn(), door._turn(), pytest.raises(search.Busy):
        look(cast.maya, "tent")
    assert look(cast.maya, "tent").said
