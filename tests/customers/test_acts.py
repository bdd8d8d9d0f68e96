"""Acts of advocacy: told once, and taken back with the rung that they gave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extramile.base import clock
from extramile.customers.actions import acts, purchases
from extramile.customers.actions.purchases import Brought
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Act, Balance, Customer, Line, RungCount, Standing
from extramile.customers.models.act import Kind
from extramile.customers.queries.account import statement
from extramile.customers.shapes import Buyer, Purchased, Told

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()


@pytest.fixture
def customer() -> int:
    """Somebody who came back once."""
    days = [TODAY - timedelta(days=ago) for ago in (90, 30)]
    purchases.bring([Purchased(Buyer(number="c-1"), day, number=str(day)) for day in days])
    return Customer.objects.get().pk


def rung() -> int:
    return Standing.objects.get().rung


def test_an_act_raises_at_once_and_counts_once(customer: int) -> None:
    assert rung() == Rung.OCCASIONAL
    for fresh in (True, False):
        told = acts.tell(customer, Kind.RECOMMENDS, key="recommends:1:4", day=TODAY, about="9 of 10\x00")
        assert told is fresh
        assert rung() == Rung.ADVOCATE
    assert list(Act.objects.values_list("about", "by")) == [("9 of 10\ufffd", None)]


def test_a_mistake_goes_with_the_rung_that_it_gave(customer: int) -> None:
    acts.tell(customer, Kind.REVIEW, key="a", day=TODAY)
    acts.tell(customer, Kind.REFERRAL, key="b", day=TODAY, by=7)
    assert rung() == Rung.BRAND_EVANGELIST
    assert acts.take_back("b")
    assert not acts.take_back("b")
    assert rung() == Rung.ADVOCATE
    assert acts.take_back("a")
    assert (rung(), list(Act.objects.all())) == (Rung.OCCASIONAL, [])
    assert dict(RungCount.objects.exclude(n=0).values_list("rung", "n")) == {Rung.OCCASIONAL: 1}


def test_what_was_taken_back_moves_nobody_down_who_stands_on_something_else(customer: int) -> None:
    acts.tell(customer, Kind.REVIEW, key="a", day=TODAY)
    acts.tell(customer, Kind.THANKS, key="b", day=TODAY)
    acts.take_back("a")
    assert rung() == Rung.ADVOCATE


def test_an_act_of_somebody_who_bought_nothing_is_kept_and_places_nobody() -> None:
    nobody = Customer.objects.create()
    assert acts.tell(nobody.pk, Kind.REVIEW, key="a", day=TODAY)
    assert not Standing.objects.exists()
    assert acts.take_back("a")
    with pytest.raises(Customer.DoesNotExist):
        acts.tell(nobody.pk + 1, Kind.REVIEW, key="c", day=TODAY)


def test_thanks_that_may_be_shared_stand_in_the_account_too(customer: int) -> None:
    for _ in range(2):
        acts.tell(customer, Kind.THANKS, key="letter", day=TODAY - timedelta(days=180), about="You were so kind")
    entry = statement(customer).entries[0]
    assert (entry.fact, entry.about, round(entry.now, 1)) == ("thanks", "You were so kind", 0.5)
    acts.tell(customer, Kind.THANKS, key="letter of today", day=TODAY)
    assert all(line.at <= clock.now() for line in Line.objects.all())
    for key in ("letter", "letter of today"):
        acts.take_back(key)
    assert abs(Balance.objects.get().kept) < 1e-9


def test_a_shop_tells_of_many_and_each_comes_once() -> None:
    linh = Buyer(email="linh@example.net", name="Linh")
    told = [
        Told(linh, Kind.THANKS, TODAY, "Thank you", name="t-1"),
        Told(linh, Kind.THANKS, TODAY, "told twice", name="t-1"),
        Told(linh, Kind.RECOMMENDS, TODAY, line="a"),
        Told(Buyer(number="c-9"), Kind.REVIEW, TODAY, line="b"),
    ]
    assert acts.would_bring(told) == acts.bring(told) == Brought(3, 1)
    assert acts.would_bring(told) == acts.bring(told) == Brought(0, 4)
    assert (Act.objects.count(), Customer.objects.count(), Line.objects.count()) == (3, 2, 1)
