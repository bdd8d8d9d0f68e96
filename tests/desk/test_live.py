"""Batches of the live path: idempotent, ordered, and fair when one job, the disk or the database is not well."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from extramile.base import clock, events
from extramile.customers.actions.contacts import block
from extramile.desk.actions import arrive, live
from extramile.desk.actions.live import Mark, NotYours, Unavailable, commit
from extramile.desk.events import Marked, Tallied, Written
from extramile.desk.models import Conversation, Entry, Inbox, Tally, Website
from extramile.people.actions import roles
from extramile.people.models import Team
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless, log, new, reply

pytestmark = pytest.mark.postgres


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every event that was published."""
    heard: list[object] = []
    monkeypatch.setattr(events, "publish", lambda *happened: heard.extend(happened))
    return heard


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    return Writer(cast)


def test_a_first_message_opens_a_conversation(cast: Cast, tomas: Writer, told: list[object]) -> None:
    outcome = done(commit([tomas.job("Hi")])[0])
    made = tomas.conversation
    assert (made.inbox, made.website, made.status, made.seq, made.said) == (cast.inbox, cast.website, "open", 1, 1)
    assert (made.last_text, made.last_by) == ("Hi", "visitor")
    assert made.waiting_since == made.last_at == outcome.entry.at
    assert [type(one) for one in told] == [Written, Tallied]
    assert dict(Tally.objects.values_list("scope", "n")) == {"any": 1, "none": 1}


def test_a_name_is_stored_once_in_one_batch_and_across_batches(tomas: Writer, told: list[object]) -> None:
    job = tomas.job("Hi")
    first, second = (done(one) for one in commit([job, job]))
    assert first.entry == second.entry
    told.clear()
    third = done(commit([tomas.job("something else", name=job.name)])[0])
    assert third.entry == first.entry
    assert told == [Written(first.entry, third.row)], "those who missed it hear of it again"
    assert Entry.objects.count() == 1


def test_one_name_in_two_conversations_is_two_messages(cast: Cast, tomas: Writer) -> None:
    name, other = new(), Writer(cast)
    outcomes = [done(one) for one in commit([tomas.job(name=name), other.job(name=name)])]
    assert [one.entry.conversation for one in outcomes] == [tomas.conversation.pk, other.conversation.pk]


def test_a_batch_of_many_is_in_order(cast: Cast) -> None:
    people = [Writer(cast) for _ in range(7)]
    jobs = [person.job(f"{turn}") for turn in range(30) for person in people]
    outcomes = commit(jobs)
    assert [done(one).entry.text for one in outcomes] == [job.text for job in jobs]
    for person in people:
        gapless(person.conversation.pk)
        texts = Entry.objects.filter(conversation=person.conversation).order_by("seq").values_list("text", flat=True)
        assert list(texts) == [str(turn) for turn in range(30)]


def test_said_is_for_what_the_visitor_may_see(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    pk = tomas.conversation.pk
    commit([reply(cast.maya, pk, note=True), reply(cast.maya, pk), reply(cast.maya, pk, note=True), tomas.job()])
    assert log(pk) == [
        (1, 1, "message"), (2, None, "note"), (3, None, "assigned"), (4, 2, "message"), (5, None, "note"),
        (6, 3, "message"),
    ]  # fmt: skip


def test_answers_to_many_who_wait_cost_no_more_statements_than_to_a_few(cast: Cast) -> None:
    """Those of an inbox that nobody holds ask whether the agent may take them: once, not once for each."""
    few, many = [Writer(cast) for _ in range(2)], [Writer(cast) for _ in range(8)]
    commit([person.job() for person in (*few, *many)])
    asked = []
    for people in (few, many):
        replies = [reply(agent, person.conversation.pk) for person in people for agent in (cast.maya, cast.sam)]
        with CaptureQueriesContext(connection) as heard:
            outcomes = commit(replies)
        assert all(done(one).entry.by == "agent" for one in outcomes)
        asked.append(len(heard))
    assert asked[0] == asked[1]


def test_nobody_writes_into_somebody_elses_conversation(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    thief = Writer(cast)
    mixed = commit([thief.job(public_id=tomas.public_id), tomas.job("mine")])
    assert mixed[0] == NotYours()
    assert done(mixed[1]).entry.seq == 2
    assert commit([reply(cast.maya, 10**9)]) == [NotYours()]
    assert commit([Mark(10**9, True, 1, 1)]) == [NotYours()]


def test_a_visitor_who_names_an_agents_entry(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    name, note = new(), new()
    commit(
        [
            reply(cast.maya, tomas.conversation.pk, name=name),
            reply(cast.maya, tomas.conversation.pk, name=note, note=True),
        ]
    )
    assert commit([tomas.job(name=name), tomas.job(name=note)]) == [NotYours(), NotYours()]
    event = str(Entry.objects.get(type="assigned").name)
    assert commit([tomas.job(name=event)]) == [NotYours()]
    hello = str(Entry.objects.get(seq=1).name)
    assert commit([reply(cast.maya, tomas.conversation.pk, name=hello)]) == [NotYours()]


def test_agents_write_where_they_may_see(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    cast.inbox.teams.add(cast.care)
    pk = tomas.conversation.pk
    assert commit([reply(cast.sam, pk), reply(cast.sam, pk, note=True)]) == [NotYours()] * 2
    assert isinstance(commit([reply(cast.maya, pk)])[0], live.Done)
    assert isinstance(commit([reply(cast.jo, pk)])[0], live.Done)


def test_who_is_blocked_is_not_stored(cast: Cast, tomas: Writer) -> None:
    tomas.says()
    block(cast.jo, tomas.conversation.customer_id)
    other = Writer(cast)
    assert commit([tomas.job(), other.job(), tomas.job(public_id=new())])[::2] == [NotYours()] * 2
    assert (Entry.objects.count(), Conversation.objects.count()) == (2, 2)


def test_a_website_that_moved_or_went(cast: Cast, tomas: Writer) -> None:
    cast.website.inbox = Inbox.objects.create(name="Another")
    cast.website.save()
    tomas.says()
    assert tomas.conversation.inbox == cast.website.inbox
    Website.objects.all().delete()
    late = Writer(cast)
    assert commit([late.job(), tomas.job("still here")])[0] == NotYours()
    assert tomas.conversation.said == 2
    assert Conversation.objects.count() == 1


def test_marks_never_go_back_nor_beyond_what_was_said(cast: Cast, tomas: Writer, told: list[object]) -> None:
    for _ in range(5):
        tomas.says()
    made = tomas.conversation

    def marked(*marks: Mark) -> tuple[int, int, int, int]:
        commit(marks)
        made.refresh_from_db()
        return made.desk_delivered, made.desk_seen, made.visitor_delivered, made.visitor_seen

    told.clear()
    assert marked(Mark(made.pk, True, 3, 0)) == (3, 0, 0, 0)
    assert marked(Mark(made.pk, True, 2, 1)) == (3, 1, 0, 0)
    assert marked(Mark(made.pk, True, 0, 4)) == (4, 4, 0, 0), "what was seen was delivered"
    assert marked(Mark(made.pk, True, 99, 99), Mark(made.pk, False, 1, 0)) == (5, 5, 1, 0)
    assert marked(Mark(made.pk, True, 1, 1)) == (5, 5, 1, 0)
    assert {type(one) for one in told} == {Marked}
    assert made.seq == 5, "marks leave no entry"


def test_moments_come_back_in_utc(tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on a server that lives in another time zone."""
    job = tomas.job()
    first, again = (done(commit([job])[0]) for _ in range(2))
    assert clock.stamp(first.entry.at) == clock.stamp(again.entry.at)
    assert again.entry.at.utcoffset() == again.row.last_at.utcoffset() == again.row.waiting_since.utcoffset()
    assert again.entry.at.utcoffset() is not None


class Poison(Exception):
    """Something that nobody thought of."""


def test_one_poison_job_costs_nobody_else(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    victim, bad = Writer(cast), Writer(cast)
    opened = arrive.open_conversations

    def brittle(openings: Sequence[arrive.Opening]) -> object:
        if any(opening.visitor == bad.visitor for opening in openings):
            raise Poison
        return opened(openings)

    monkeypatch.setattr(arrive, "open_conversations", brittle)
    jobs = [tomas.job("1"), bad.job("x"), victim.job("1"), tomas.job("2"), bad.job("y"), victim.job("2")]
    outcomes = commit(jobs)
    assert [isinstance(one, Unavailable) for one in outcomes] == [False, True, False, False, True, False]
    for one in (tomas, victim):
        gapless(one.conversation.pk)
        assert one.conversation.said == 2
    assert Conversation.objects.count() == 2


def test_keys_that_collide_are_drawn_again(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    tomas.says()
    taken = Entry.objects.get().pk
    drawn = iter([taken])
    keys = live.log.time_key
    monkeypatch.setattr(live.log, "time_key", lambda at: next(drawn, None) or keys(at))
    outcomes = commit([tomas.job("a"), tomas.job("b")])
    assert [done(one).entry.text for one in outcomes] == ["a", "b"]
    gapless(tomas.conversation.pk)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_told_and_got_over(cast: Cast, tomas: Writer) -> None:
    tomas.says("before")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    jobs = [tomas.job("x" * 9000 + str(turn)) for turn in range(30)]
    assert commit(jobs) == [Unavailable()] * 30
    assert Entry.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert all(isinstance(one, live.Done) for one in commit(jobs))
    assert all(isinstance(one, live.Done) for one in commit(jobs))
    assert Entry.objects.count() == 31
    gapless(tomas.conversation.pk)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_told_and_got_over(cast: Cast, tomas: Writer) -> None:
    tomas.says("before")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    jobs = [tomas.job(str(turn)) for turn in range(3)]
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert commit(jobs) == [Unavailable()] * 3
    other.execute("ROLLBACK")
    other.close()
    assert [done(one).entry.seq for one in commit(jobs)] == [2, 3, 4]
    gapless(tomas.conversation.pk)


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_tells_nobody(cast: Cast, tomas: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Sequence[object]] = []
    monkeypatch.setattr(events.broker.current(), "publish", heard.append)
    job = tomas.job()

    def full(self: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(connections["default"]), "_commit", full)
        assert commit([job]) == [Unavailable()]
    assert heard == []
    assert Entry.objects.count() == 0
    done(commit([job])[0])
    assert len(heard) == 1


def test_who_was_let_go_a_moment_ago_takes_nothing(cast: Cast, tomas: Writer) -> None:
    done(commit([tomas.job("Hi")])[0])
    job = reply(cast.sam, tomas.conversation.pk, "On my way out")
    roles.deactivate(cast.ines, cast.sam.pk)
    assert commit([job, reply(cast.sam, tomas.conversation.pk, "A note", note=True)]) == [NotYours(), NotYours()]
    assert tomas.conversation.assignee is None and Entry.objects.count() == 1


def test_who_may_not_see_it_any_more_takes_nothing(cast: Cast, tomas: Writer) -> None:
    done(commit([tomas.job("Hi")])[0])
    job = reply(cast.sam, tomas.conversation.pk, "Moved to another team")
    cast.inbox.teams.set([Team.objects.create(name="Repairs")])
    assert commit([job]) == [NotYours()]
    assert tomas.conversation.assignee is None
