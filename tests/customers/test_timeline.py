"""One list of many kinds, a page at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from extramile.base import clock
from extramile.customers.actions import acts, by_hand
from extramile.customers.models import Customer, Move, Purchase
from extramile.customers.models.act import Kind
from extramile.customers.queries import timeline
from extramile.desk.access import inboxes_of
from extramile.desk.models import Conversation, Inbox
from extramile.desk.queries.timeline import conversations
from tests import cast as northfold
from tests.cast import Cast
from tests.customers.known import bought

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomas(cast: Cast) -> Customer:
    """Fifty lines of four kinds, several of one day or moment."""
    noon = datetime.combine(clock.now().date(), datetime.min.time(), UTC) - timedelta(days=300)
    talk = northfold.conversation(cast, at=noon)
    northfold.said(talk, "hello")
    customer = talk.customer
    for n in range(14):
        bought(cast.maya, customer.pk, days=300 - n // 3 * 20)
        more = Conversation(inbox=cast.inbox, customer=customer, seq=1, last_text=f"talk {n}")
        more.last_at = more.opened_at = noon + timedelta(days=n // 2)
        more.save()
    day = (noon + timedelta(days=3)).date()
    for n in range(8):
        acts.tell(customer.pk, Kind.REVIEW, key=str(n), about=str(n), day=day)
    Move.objects.filter(customer=customer).delete()
    for n in range(14):
        Move.objects.create(customer=customer, day=day - timedelta(days=n // 4), before=1, after=2)
    return customer


def test_pages_tell_everything_once_newest_first(cast: Cast, tomas: Customer) -> None:
    sources = (*timeline.SOURCES, conversations(inboxes_of(cast.maya)))
    assert connection.features.supports_json_field, "which SQLite is asked once"
    seen: list[timeline.Happened] = []
    after = None
    for _ in range(9):
        with CaptureQueriesContext(connection) as asked:
            page = timeline.page(sources, tomas.pk, after=after)
        assert len(asked) == 1
        seen += page.lines
        after = timeline.Place.of(str(page.rest)) if page.rest else None
        if after is None:
            break
    there = Purchase.objects.count() + 15 + 8 + 14
    assert len(seen) == there
    assert len({(line.kind, line.id) for line in seen}) == there
    moments = [line.at for line in seen]
    assert moments == sorted(moments, reverse=True)
    assert {line.kind for line in seen} == {"purchase", "act", "move", "conversation"}


def test_a_line_says_what_it_is_about(cast: Cast) -> None:
    customer = Customer.objects.create()
    bought(cast.maya, customer.pk, days=2, amount="1234567.1")
    by_hand.note(cast.maya, customer.pk, Kind.THANKS, about="“<b>”")
    number = Purchase.objects.get().number
    found = {line.kind: line for line in timeline.page(timeline.SOURCES, customer.pk).lines}
    told = found["purchase"].about
    assert Decimal(told.pop("amount")) == Decimal("1234567.1")
    assert told == {"number": number, "currency": "EUR", "by": cast.maya.pk}
    assert (found["act"].about["act"], found["act"].about["about"]) == ("thanks", "“<b>”")
    assert (found["move"].about, found["move"].day, found["purchase"].day) == ({"before": 0, "after": 1}, True, True)
    assert found["move"].at.tzinfo is not None


def test_conversations_of_others_are_not_there(cast: Cast, tomas: Customer) -> None:
    closed = Inbox.objects.create(name="Care only")
    closed.teams.add(cast.care)
    Conversation.objects.filter(customer=tomas).update(inbox=closed)
    for agent, n in ((cast.maya, 15), (cast.sam, 0)):
        page = timeline.page([conversations(inboxes_of(agent))], tomas.pk)
        assert (len(page.lines), page.rest) == (n, None)


@pytest.mark.parametrize("written", ["", "x~y~z", "2026-01-01~act~1", "2026-01-01T00:00:00+00:00~act~" + "9" * 30])
def test_a_place_that_is_none(written: str) -> None:
    with pytest.raises(ValueError):
        timeline.Place.of(written)
