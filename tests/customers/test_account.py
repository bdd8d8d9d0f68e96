"""The emotional account: facts once each, what they weigh, how they fade, and how one is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.base import clock
from extramile.customers.account.facts import DEFAULTS, DEPOSITS, Fact, WrongWeight
from extramile.customers.account.fading import HALF_LIFE, Memory, memory
from extramile.customers.actions import account
from extramile.customers.actions.account import AlreadyReversed, NoReason
from extramile.customers.models import Balance, Customer, Line
from extramile.customers.queries.account import effect_of, overdrawn, remembered, statement
from extramile.desk.queries import inbox
from extramile.desk.queries.holders import holders
from tests.cast import Cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
NOW = clock.now()


@pytest.fixture
def linh() -> int:
    return Customer.objects.create(name="Linh").pk


def told(customer: int, fact: Fact, key: str, *, days_ago: float = 0, **more: int) -> bool:
    return account.record(customer, fact, key=key, at=NOW - timedelta(days=days_ago), **more)


def test_a_fact_told_twice_counts_once(linh: int) -> None:
    assert told(linh, Fact.SOLVED_FIRST, "solved:7:12")
    assert not told(linh, Fact.SOLVED_FIRST, "solved:7:12")
    assert statement(linh, now=NOW).balance == pytest.approx(1.0)


def test_facts_weigh_half_after_half_a_year(linh: int) -> None:
    told(linh, Fact.PROMISE_BROKEN, "promise:1", days_ago=180)
    told(linh, Fact.THANKS, "thanks:1", days_ago=360)
    found = statement(linh, now=NOW)
    assert [(entry.fact, entry.weight, round(entry.now, 6)) for entry in found.entries] == [
        (Fact.PROMISE_BROKEN, -4.0, -2.0),
        (Fact.THANKS, 1.0, 0.25),
    ]
    assert found.balance == pytest.approx(-1.75)
    assert statement(linh, now=NOW + HALF_LIFE).balance == pytest.approx(-0.875)


def test_a_disputed_line_stays_and_counts_no_more(cast: Cast, linh: int) -> None:
    told(linh, Fact.WROTE_AGAIN, "again:1", days_ago=33)
    line = Line.objects.get().pk
    with pytest.raises(NoReason):
        account.dispute(cast.maya, line, reason="  ")
    account.dispute(cast.maya, line, reason="It was about another order.")
    found = statement(linh, now=NOW)
    assert found.balance == pytest.approx(0.0)
    assert [entry.reversed_because for entry in found.entries] == ["It was about another order."]
    reversal = Line.objects.get(reverses=line)
    assert reversal.by == cast.maya.pk
    for one in (line, reversal.pk):
        with pytest.raises(AlreadyReversed):
            account.dispute(cast.maya, one, reason="Once more.")


def test_other_weights_are_seen_before_and_hold_for_what_was_before(cast: Cast, linh: int) -> None:
    told(linh, Fact.WAITED, "waited:1")
    other = Customer.objects.create().pk
    told(other, Fact.RATED_POORLY, "rated:1")
    told(other, Fact.GESTURE, "gesture:1")
    lighter = {Fact.WAITED: 0.0, Fact.GESTURE: 5.0}
    effect = effect_of(lighter)
    assert (effect.below, effect.would_be) == (2, 0)
    account.weigh(cast.jo, lighter)
    assert not overdrawn().exists()
    assert (statement(linh, now=NOW).balance, statement(other, now=NOW).balance) == (0.0, pytest.approx(1.0))
    for wrong in ({Fact.GESTURE: -1.0}, {Fact.WAITED: 1.0}, {Fact.THANKS: 21.0}, {Fact.THANKS: float("nan")}):
        with pytest.raises(WrongWeight):
            account.weigh(cast.jo, wrong)


def test_a_conversation_is_remembered_by_its_peak_and_its_end(cast: Cast, linh: int) -> None:
    assert remembered(7) is None
    for days, fact in ((3, Fact.WROTE_AGAIN), (2, Fact.WAITED), (1, Fact.GESTURE)):
        told(linh, fact, f"{fact}:7", days_ago=days, conversation=7)
    assert remembered(7) == Memory(remembered=(-4 + 1) / 2, mean=(-4 - 4 + 1) / 3)
    account.dispute(cast.maya, Line.objects.get(fact=Fact.GESTURE).pk, reason="It was for somebody else.")
    assert remembered(7) == Memory(remembered=-4.0, mean=-4.0)
    assert memory([]) is None


_steps = st.lists(
    st.tuples(st.sampled_from(["record", "dispute", "weigh"]), st.sampled_from(list(Fact)), st.integers(0, 2000)),
    max_size=25,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_the_balance_is_the_sum_of_its_lines_at_any_moment(cast: Cast, steps: list[tuple[str, Fact, int]]) -> None:
    customer = Customer.objects.create().pk
    for number, (act, fact, days) in enumerate(steps):
        _step(cast, customer, act, fact, days, number)
        for now in (NOW, NOW + timedelta(days=days)):
            assert statement(customer, now=now).balance == pytest.approx(_summed(customer, now), abs=1e-9)
    account.weigh(cast.jo, DEFAULTS)


def _step(cast: Cast, customer: int, act: str, fact: Fact, days: int, number: int) -> None:
    standing = Line.objects.filter(customer=customer, reverses=None, reversal=None).first()
    if act == "weigh":
        account.weigh(cast.jo, {fact: (days % 5) * (1.0 if fact in DEPOSITS else -1.0)})
    elif act == "dispute" and standing:
        account.dispute(cast.maya, standing.pk, reason="Not so.")
    else:
        told(customer, fact, f"{customer}:{number}", days_ago=days)


def _summed(customer: int, now: datetime) -> float:
    """The sum by the definition: each line that stands, at its own age."""
    entries = statement(customer, most=100, now=now).entries
    ages = [(entry, (now - entry.at) / HALF_LIFE) for entry in entries if entry.reversed_because is None]
    return sum(entry.weight * 0.5**age for entry, age in ages)


def test_every_balance_is_of_a_customer_with_lines(linh: int) -> None:
    told(linh, Fact.THANKS, "thanks:2")
    Customer.objects.all().delete()
    assert not Line.objects.exists() and not Balance.objects.exists()


def test_lists_and_holders_never_ask_for_accounts(cast: Cast) -> None:
    """Neither the order of a list nor who may hold a conversation depends on what stands in an account."""
    boxes = ("mine", "unassigned", "everyone", "snoozed", "resolved")
    with CaptureQueriesContext(connection) as captured:
        for box in boxes:
            inbox.page(cast.maya, frozenset({cast.inbox.pk}), box)
        holders(cast.maya)
    asked = " ".join(query["sql"] for query in captured)
    assert len(captured) >= len(boxes)
    for table in (Line, Balance):
        assert table._meta.db_table not in asked
