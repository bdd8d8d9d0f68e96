"""Visitors who come in together: each is told what they would be told alone."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from extramile.customers.actions.contacts import block
from extramile.desk.actions.live import commit
from extramile.desk.queries.hellos import Arrived, Arriving, arrived
from extramile.desk.queries.resume import missed_by_visitor
from tests.cast import Cast
from tests.desk.receiving import Writer, new, reply


def comes(writer: Writer, conversation: str | None = None, said: int = 0) -> Arriving:
    return Arriving(writer.cast.website.key, writer.visitor, True, conversation, said)


def heard(answer: Arrived) -> list[tuple[int | None, str]]:
    """Place and text of each entry that was missed."""
    assert answer.missed is not None
    return [(entry.said, entry.text) for entry in answer.missed.entries]


def test_each_gets_their_own_and_only_what_they_have_not(cast: Cast) -> None:
    tomas, nina, nobody = Writer(cast), Writer(cast), Writer(cast)
    for text in ("a", "b", "c"):
        tomas.says(text)
    nina.says("other")
    number = tomas.conversation.pk
    commit([reply(cast.maya, number, "a note", note=True), reply(cast.maya, number, "an answer")])
    comers = [
        comes(tomas, tomas.public_id, 1),
        comes(nina, nina.public_id, 1),
        comes(tomas, tomas.public_id, 3),
        comes(nobody),
        comes(nina),
    ]
    one, two, three, four, five = arrived(comers)
    assert heard(one) == [(2, "b"), (3, "c"), (4, "an answer")]
    assert heard(two) == []
    assert heard(three) == [(4, "an answer")]
    assert (four.website, four.newest, four.missed) == (cast.website, None, None)
    assert heard(five) == [(1, "other")]
    for answer, said in ((one, 1), (three, 3)):
        alone = missed_by_visitor(tomas.public_id, tomas.visitor, said=said)
        assert alone is not None and answer.missed == alone


def test_a_conversation_of_somebody_else_is_not_given(cast: Cast) -> None:
    tomas, nina = Writer(cast), Writer(cast)
    tomas.says("mine")
    nina.says("hers")
    stranger, named = arrived([comes(Writer(cast), tomas.public_id), comes(nina, tomas.public_id, 1)])
    assert (stranger.newest, stranger.missed) == (None, None)
    assert heard(named) == [(1, "hers")], "the newest of her own, from its start"


def test_the_newest_is_named_and_an_older_one_given_when_asked_for(cast: Cast) -> None:
    tomas = Writer(cast)
    tomas.says("first")
    again = Writer(cast, visitor=tomas.visitor)
    again.says("second")
    older, newer = arrived([comes(tomas, tomas.public_id), comes(tomas)])
    assert heard(older) == [(1, "first")]
    assert heard(newer) == [(1, "second")]
    for answer in (older, newer):
        assert answer.newest is not None and answer.newest.public_id == again.public_id


def test_only_the_newest_of_a_long_absence(cast: Cast) -> None:
    tomas = Writer(cast)
    commit([tomas.job(str(turn)) for turn in range(1, 261)])
    (answer,) = arrived([comes(tomas, tomas.public_id, 5)])
    assert [said for said, _ in heard(answer)] == list(range(61, 261))


def test_the_blocked_and_those_of_no_website_are_told_apart(cast: Cast) -> None:
    tomas, nina = Writer(cast), Writer(cast)
    tomas.says()
    nina.says()
    block(cast.ines, tomas.conversation.customer_id)
    blocked, free = arrived([comes(tomas), comes(nina)])
    assert (blocked.blocked, free.blocked) == (True, False)
    (lost,) = arrived([Arriving("site_0", nina.visitor, True, None, 0)])
    assert lost.website is None


def test_many_cost_no_more_queries_than_one(cast: Cast) -> None:
    writers = [Writer(cast) for _ in range(40)]
    commit([one.job() for one in writers])
    with CaptureQueriesContext(connection) as alone:
        arrived([comes(writers[0])])
    with CaptureQueriesContext(connection) as together:
        answers = arrived([comes(one) for one in writers])
    assert [heard(one) for one in answers] == [[(1, "Hello")]] * 40
    assert len(together) == len(alone) <= 5


def test_a_newcomer_costs_no_look_at_conversations(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        (answer,) = arrived([Arriving(cast.website.key, new(), False, None, 0)])
    assert answer.newest is None
    assert len(asked) == 1
