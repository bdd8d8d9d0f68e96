"""Ratings: of one's own resolved conversation, once or with second thoughts, and never of whoever answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from extramile.base.ids import uuid7
from extramile.customers.actions.contacts import block
from extramile.desk.actions import live, resolve
from extramile.desk.actions.live import NotYours
from extramile.desk.actions.rate import TooLate
from extramile.desk.models import Conversation, Entry, Rating
from extramile.desk.queries import resume
from tests.cast import Cast
from tests.desk.receiving import Writer, done, gapless, log, new, reply


@pytest.fixture
def tomas(cast: Cast) -> Writer:
    """Tomás, whose conversation Maya resolved."""
    made = Writer(cast)
    made.says()
    live.commit([reply(cast.maya, made.conversation.pk)])
    resolve(cast.maya, made.conversation.pk)
    return made


def kept() -> list[tuple[Any, ...]]:
    return list(Rating.objects.order_by("pk").values_list("stars", "comment", "recommend", "may_share"))


def test_a_rating_has_a_seq_and_no_said_and_no_agent(cast: Cast, tomas: Writer) -> None:
    before = tomas.conversation
    entry = done(tomas.rates(4, "Quick and kind")).entry
    assert entry is not None and entry.data is not None
    assert (entry.type, entry.by, entry.agent, entry.said, entry.text) == (
        "rated",
        "visitor",
        None,
        None,
        "Quick and kind",
    )
    assert (entry.data["stars"], entry.data["resolved"]) == (4, before.said)
    assert kept() == [(4, "Quick and kind", None, None)]
    after = tomas.conversation
    gapless(after.pk)
    assert (after.seq, after.said, after.status) == (before.seq + 1, before.said, "resolved")
    assert (after.last_at, after.last_text, after.waiting_since) == (before.last_at, before.last_text, None)


def test_said_again_it_is_stored_once_and_changed_it_is_another(tomas: Writer) -> None:
    first = tomas.rating(2, "Slow")
    once, twice = (done(one) for one in live.commit([first, first]))
    assert once.entry == twice.entry
    done(tomas.rates(5, "Slow, but they made up for it", recommend=9, may_share=True))
    # What was on its way for long changes nothing.
    late = done(live.commit([first])[0]).entry
    assert late is not None and once.entry is not None and late.seq == once.entry.seq
    assert kept() == [(5, "Slow, but they made up for it", 9, True)]
    rated = Entry.objects.filter(type="rated").order_by("seq")
    assert list(rated.values_list("text", flat=True)) == ["", "Slow, but they made up for it"]


def test_each_resolve_has_a_rating_of_its_own(cast: Cast, tomas: Writer) -> None:
    tomas.rates(2, "Slow")
    before = tomas.rating(3)
    tomas.says("One more thing")
    assert live.commit([before]) == [TooLate()]
    assert tomas.rates(3) == TooLate()
    resolve(cast.maya, tomas.conversation.pk)
    tomas.rates(5, "Thank you")
    assert kept() == [(2, "Slow", None, None), (5, "Thank you", None, None)]
    assert list(Entry.objects.filter(type="rated").values_list("text", flat=True)) == ["Slow", "Thank you"]


def test_an_hour_later_it_stays(tomas: Writer) -> None:
    first = tomas.rating(2)
    live.commit([first])
    Rating.objects.update(at=Rating.objects.get().at - timedelta(minutes=61))
    assert tomas.rates(5) == TooLate()
    assert done(live.commit([first])[0]).entry is not None
    assert kept() == [(2, "", None, None)]


def test_only_ones_own_and_only_as_a_rating(cast: Cast, tomas: Writer) -> None:
    other = Writer(cast, public_id=tomas.public_id)
    assert other.rates() == NotYours()
    assert Writer(cast).job("x").public_id != tomas.public_id
    unknown = tomas.rating()
    unknown.public_id = new()
    assert live.commit([unknown]) == [NotYours()]
    message = Entry.objects.filter(type="message", by="visitor").get()
    assert tomas.rates(name=str(message.name)) == NotYours()
    rated = done(tomas.rates(name=new())).entry
    assert rated is not None
    assert live.commit([tomas.job("x", name=rated.name)]) == [NotYours()]
    block(cast.jo, tomas.conversation.customer_id)
    assert tomas.rates() == NotYours()
    assert [type for *_, type in log(tomas.conversation)].count("rated") == 1


def test_one_conversation_in_four_asks_and_nobody_twice_in_a_season(cast: Cast) -> None:
    asked = 0
    for part in range(8):
        made = Writer(cast, public_id=str(UUID(int=uuid7().int // 8 * 8 + part)))
        made.says()
        resolve(cast.maya, made.conversation.pk)
        for _ in range(2):
            entry = done(made.rates()).entry
            assert entry is not None and entry.data is not None
        asked += entry.data["asks"]
        assert entry.data["asks"] == (part % 4 == 0)
    assert asked == 2
    again = Writer(cast, visitor=made.visitor, public_id=str(UUID(int=uuid7().int // 4 * 4)))
    for days, asks in ((10, False), (91, True)):
        Rating.objects.all().delete()
        made.rates()
        Rating.objects.update(asks=True, at=Rating.objects.get().at - timedelta(days=days))
        again.says()
        resolve(cast.maya, again.conversation.pk)
        entry = done(again.rates()).entry
        assert entry is not None and entry.data is not None and entry.data["asks"] is asks


def test_who_comes_back_learns_what_was_said(cast: Cast, tomas: Writer) -> None:
    def missed() -> resume.Missed:
        found = resume.missed_by_visitor(tomas.public_id, tomas.visitor, said=0)
        assert found is not None
        return found

    assert missed().rating is None
    tomas.rates(4)
    found = missed()
    assert found.rating is not None and found.rating.stars == 4
    assert "rated" not in {entry.type for entry in found.entries}
    tomas.says("Wait")
    assert missed().rating is None
    assert Conversation.objects.get().status == "open"


def test_two_tabs_of_somebody_new_open_one_conversation(cast: Cast) -> None:
    visitor = new()
    one, two = (Writer(cast, visitor) for _ in range(2))
    jobs = [one.job("a"), two.job("b")]
    for job in jobs:
        job.first = True
    assert [type(outcome) for outcome in live.commit(jobs)] == [live.Done, live.Elsewhere]
    assert live.commit(jobs[1:]) == [live.Elsewhere(one.public_id)]
    jobs[1].public_id = one.public_id
    done(live.commit(jobs[1:])[0])
    assert Conversation.objects.count() == 1
    # Started afresh, or after the one before is resolved, it is another one.
    done(live.commit([two.job("c")])[0])
    resolve(cast.maya, one.conversation.pk)
    resolve(cast.maya, two.conversation.pk)
    three = Writer(cast, visitor).job("d")
    three.first = True
    done(live.commit([three])[0])
    assert Conversation.objects.count() == 3
