"""Two processes that came into each other's way: one goes again, and nobody waits for ever."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from extramile.base.collisions import _ONE, together
from extramile.base.ids import uuid7
from extramile.base.postgres import base
from extramile.base.turns import Turns
from extramile.customers.actions import directory
from extramile.customers.models import Customer
from extramile.customers.shapes import Buyer
from extramile.desk.actions import live, log
from extramile.desk.actions.assign import CannotSee, assign
from extramile.desk.actions.settings import remove_team
from extramile.desk.models import Conversation, Tag, Tally
from extramile.people.models import Team
from tests.cast import Cast, conversation
from tests.desk.receiving import Writer, done, reply
from tests.postgres.test_batches import Other, begin, other, until_it_waits

__all__ = ["other"]
pytestmark = pytest.mark.django_db(transaction=True)
_ROW = b"SELECT id FROM desk_conversation WHERE id = %s FOR UPDATE"


def test_a_deadlock_is_got_over(cast: Cast, other: Other) -> None:
    people = [Writer(cast) for _ in range(2)]
    live.commit([one.job() for one in people])
    first, second = sorted(one.conversation.pk for one in people)
    tries = 0

    def the_other_way_round() -> list[int]:
        nonlocal tries
        tries += 1
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '2s'")
            return [*log.lock([first]), *log.lock([second])]

    other.execute(b"SET LOCAL deadlock_timeout = '60s'")
    other.execute(_ROW, [second])
    going = begin(lambda: together(the_other_way_round))
    until_it_waits(other)
    # Who looks for a circle first finds it and is ended, and that is ours.
    other.execute(_ROW, [first])
    other.commit()
    assert going.result(20) == [first, second]
    # More often than twice when ours comes back to the first row before the other has woken for it.
    assert tries > 1


def test_whoever_waits_for_the_database_is_told_when_the_process_ends(
    cast: Cast, other: Other, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has the turn and waits for a row, one reads a table that is locked, one waits for the turn."""
    monkeypatch.setattr(base, "turns", Turns())
    talk = conversation(cast)
    other.execute(_ROW, [talk.pk])
    other.execute(b"LOCK TABLE desk_tag IN ACCESS EXCLUSIVE MODE")
    holds = begin(lambda: Conversation.objects.filter(pk=talk.pk).update(page="x"))
    reads = begin(lambda: list(Tag.objects.all()))

    def in_turn() -> None:
        with transaction.atomic():
            Conversation.objects.filter(pk=talk.pk).update(page="y")

    turned = [begin(in_turn) for _ in range(2)]
    until_it_waits(other, at_least=3)
    while not base.turns._waiting:
        pass
    base.DatabaseWrapper.end_waits()
    for one in (holds, reads, *turned):
        with pytest.raises(OperationalError):
            one.result(20)


def test_a_mixed_batch_locks_all_it_needs_by_id(cast: Cast, other: Other) -> None:
    """First the ones that visitors name and then the others would make a circle with another process."""
    people = [Writer(cast) for _ in range(3)]
    live.commit([one.job() for one in people])
    low, middle, high = sorted(people, key=lambda one: one.conversation.pk)
    other.execute(_ROW, [low.conversation.pk])
    mark = live.Mark(low.conversation.pk, True, 1, 0)
    going = begin(lambda: live.commit([high.job("2"), mark, middle.job("2")]))
    until_it_waits(other)
    for one in (middle, high):
        other.execute(_ROW + b" NOWAIT", [one.conversation.pk])
    other.commit()
    assert [done(outcome).row.said for outcome in going.result(20)] == [2, 1, 2]


def test_what_cannot_be_is_not_tried_for_ever() -> None:
    tries = 0

    def twice_the_same() -> None:
        nonlocal tries
        tries += 1
        with transaction.atomic():
            name = str(uuid7())
            Tag.objects.create(name=name)
            Tag.objects.create(name=name)

    with pytest.raises(IntegrityError):
        together(twice_the_same)
    assert tries == 5


def test_who_is_let_go_at_this_moment_gets_nothing(cast: Cast, other: Other) -> None:
    given = conversation(cast).pk
    other.execute(b"UPDATE people_agent SET is_active = false WHERE id = %s", [cast.sam.pk])
    going = begin(lambda: assign(cast.jo, given, agent=cast.sam.pk))
    until_it_waits(other)
    other.execute(_ROW + b" NOWAIT", [given])
    other.commit()
    with pytest.raises(CannotSee):
        going.result(20)
    assert Conversation.objects.get(pk=given).assignee_id is None


def test_an_answer_waits_for_who_is_being_let_go_and_takes_nothing(cast: Cast, other: Other) -> None:
    asks = Writer(cast)
    live.commit([asks.job()])
    job = reply(cast.sam, asks.conversation.pk, "On my way out")
    other.execute(b"UPDATE people_agent SET is_active = false WHERE id = %s", [cast.sam.pk])
    going = begin(lambda: live.commit([job]))
    until_it_waits(other)
    # Whoever lets somebody go takes their conversations back next.
    other.execute(_ROW + b" NOWAIT", [asks.conversation.pk])
    other.commit()
    assert going.result(20) == [live.NotYours()]
    assert asks.conversation.assignee is None


def test_one_new_address_that_two_processes_meet_is_one_customer(cast: Cast, other: Other) -> None:
    other.execute(_ONE.encode(), ["customers"])
    other.execute(
        b"INSERT INTO customers_customer (name, email, phone, place, language, time_zone, since)"
        b" VALUES ('Linh', 'linh@example.net', '', '', '', '', now())"
    )
    going = begin(lambda: directory.bring([(Buyer(email="linh@example.net"), date(2026, 5, 4))]))
    until_it_waits(other)
    other.commit()
    met = going.result(20)
    assert (met.added, Customer.objects.count()) == (0, 1)


def test_a_team_is_removed_while_its_conversation_is_written_to(cast: Cast, other: Other) -> None:
    """Whoever writes holds the conversation, and then asks for the counts."""
    stays = Team.objects.create(name="Stays")
    cast.inbox.teams.set([cast.care, stays])
    held = conversation(cast, team_id=cast.care.pk).pk
    other.execute(_ROW, [held])
    going = begin(lambda: remove_team(cast.ines, cast.care.pk))
    until_it_waits(other)
    other.execute(b"SELECT n FROM desk_tally WHERE scope = %s FOR UPDATE NOWAIT", [f"team:{cast.care.pk}"])
    other.commit()
    going.result(20)
    assert Conversation.objects.get(pk=held).team_id is None
    assert not Tally.objects.filter(scope=f"team:{cast.care.pk}").exists()
