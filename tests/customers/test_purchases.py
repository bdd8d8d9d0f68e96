"""Orders from a shop: whose they are, once each, and where that puts people on the ladder."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.actions import attributes, directory, ladder, nights, purchases
from extramile.customers.actions.buyers import meet
from extramile.customers.actions.purchases import Brought
from extramile.customers.events import CustomerChanged
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Act, Attribute, Customer, Identity, Move, Night, Purchase, RungCount, Standing
from extramile.customers.models.act import Kind
from extramile.customers.queries.ladder import as_of
from extramile.customers.shapes import Buyer, Purchased
from tests.cast import Cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TODAY = clock.now().date()
PARAMETERS = Parameters(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)


def order(number: str, *, who: str = "c-1", days_ago: int = 0, email: str = "", line: str = "") -> Purchased:
    day = TODAY - timedelta(days=days_ago)
    return Purchased(Buyer(number=who, email=email), day, number, Decimal("12.50"), "EUR", line)


def counts() -> dict[int, int]:
    return {rung: n for rung, n in RungCount.objects.values_list("rung", "n") if n}


def learned() -> None:
    """A night that has learned, so that people can be told loyal."""
    Night.objects.create(day=TODAY - timedelta(days=1), r=0.2426, alpha=4.4135, a=0.7929, b=2.4258, ended=clock.now())


def test_an_order_comes_once_by_its_number_or_by_its_whole_line() -> None:
    first = [order("7"), order("7", days_ago=3), order("", line="a|b"), order("", line="a|b"), order("", line="a|c")]
    assert purchases.bring(first) == Brought(3, 2)
    assert purchases.would_bring([order("7"), order("8")]) == Brought(1, 1)
    assert purchases.bring([order("7"), order("8")]) == Brought(1, 1)
    assert Purchase.objects.count() == 4


def test_a_buyer_is_known_by_number_then_by_address() -> None:
    by_mail = Customer.objects.create(email="Linh@Example.net", name="Linh")
    with_both = Buyer(number="c-9", email="linh@example.net", name="Somebody else", phone="1")
    met = meet([(with_both, TODAY), (Buyer(number="c-9"), TODAY), (Buyer(email="linh@example.net"), TODAY)])
    assert (met.customers, met.added, met.changed) == ([by_mail.pk] * 3, 0, 1)
    by_mail.refresh_from_db()
    assert (by_mail.name, by_mail.email, by_mail.phone) == ("Linh", "Linh@Example.net", "1")
    other = meet([(Buyer(number="c-10", email="linh@example.net"), TODAY), (Buyer(number="c-11"), TODAY)])
    assert other.customers[0] == by_mail.pk and other.added == 1
    assert set(Identity.objects.filter(customer=by_mail).values_list("value", flat=True)) == {"c-9", "c-10"}


def test_what_else_a_shop_knows_is_kept_and_never_written_over_an_agents_word(cast: Cast) -> None:
    shoe = (("Shoe size", "43"), ("Club", "gold"))
    met = directory.bring([(Buyer(number="c-1", known=shoe), TODAY)])
    attributes.keep(cast.maya, met.customers[0], {"club": "left it in May"})
    again = [(Buyer(number="c-1", known=(("shoe size", "44"), ("Club", "silver"))), TODAY)]
    assert [directory.bring(again).changed for _ in range(2)] == [1, 0]
    assert dict(Attribute.objects.values_list("name", "value")) == {"Shoe size": "44", "club": "left it in May"}
    many = tuple((f"Thing {n}", "x") for n in range(60))
    assert directory.bring([(Buyer(number="c-1", known=many), TODAY)]).left_out == 12
    assert directory.bring([(Buyer(number="c-1", known=many[:48]), TODAY)]).counts == {
        "added": 0,
        "changed": 0,
        "present": 1,
    }
    assert Attribute.objects.count() == attributes.MOST


def test_what_a_dry_run_tells_is_not_stored() -> None:
    met = directory.bring([(Buyer(number="c-1", name="Linh"), TODAY)], dry=True)
    assert (met.added, Customer.objects.count()) == (1, 0)


def test_purchases_raise_a_customer_at_once_and_several_of_one_day_count_once() -> None:
    learned()
    purchases.bring([order("1", days_ago=90), order("2", days_ago=90)])
    assert [(move.before, move.after) for move in Move.objects.order_by("pk")] == [(0, Rung.ONE_TIME)]
    purchases.bring([order("3", days_ago=60), order("4", days_ago=30), order("5")])
    standing = Standing.objects.get()
    assert (standing.rung, standing.repeats, standing.since) == (Rung.LOYAL, 3, TODAY)
    assert counts() == {Rung.LOYAL: 1}


def test_acts_of_the_last_year_raise_and_older_ones_do_not() -> None:
    purchases.bring([order("1", days_ago=400), order("2", days_ago=380)])
    customer = Customer.objects.get()
    for ago in (366, 5):
        day = TODAY - timedelta(days=ago)
        Act.objects.create(customer=customer, kind=Kind.RECOMMENDS, day=day, key=uuid7())
        ladder.facts_changed([customer.pk])
        assert Standing.objects.get().rung == (Rung.OCCASIONAL if ago > 365 else Rung.ADVOCATE)


def test_facts_move_nobody_down_and_nights_one_rung_of_those_who_went_quiet() -> None:
    purchases.bring([order(str(ago), days_ago=ago) for ago in (900, 890, 880, 870, 860)])
    Standing.objects.update(rung=Rung.ADVOCATE)
    RungCount.objects.update(rung=Rung.ADVOCATE)
    customer = Customer.objects.get().pk
    ladder.facts_changed([customer])
    assert Standing.objects.get().rung == Rung.ADVOCATE
    seen = []
    for night in range(1, 5):
        ladder.night([customer], today=TODAY + timedelta(days=night), learned=PARAMETERS)
        seen.append(Standing.objects.get().rung)
    assert seen == [Rung.LOYAL, Rung.FREQUENT, Rung.FREQUENT, Rung.FREQUENT]
    assert counts() == {Rung.FREQUENT: 1}


def test_a_night_goes_on_where_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nights, "_AT_ONCE", 10)
    purchases.bring([order(f"{who}-{n}", who=f"c-{who}", days_ago=10 * n) for who in range(45) for n in range(3)])
    assert nights.go_on(seconds=0)
    assert Night.objects.get().r is not None
    nights._step(TODAY)
    assert Night.objects.get().reached > 0
    while nights.go_on():
        pass
    night = Night.objects.get()
    assert (night.ended is not None, night.learned_from) == (True, 45)
    assert not nights.go_on()
    assert set(Standing.objects.values_list("alive", flat=True)) != {None}
    nights.again()
    assert not Night.objects.exists()


def test_as_of_knows_nothing_of_what_came_later() -> None:
    purchases.bring([order("1", days_ago=100), order("2", days_ago=10), order("3", who="c-2", days_ago=10)])
    Customer.objects.create()
    found = as_of(TODAY - timedelta(days=50))
    assert {rung: n for rung, n in found.rungs.items() if n} == {Rung.ONE_TIME: 1, Rung.NOT_KNOWN: 2}
    assert found.parameters is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1500)), min_size=1, max_size=30))
def test_the_kept_counts_are_what_counting_gives(bought: list[tuple[int, int]]) -> None:
    for batch in (bought[:7], bought[7:]):
        purchases.bring([order(f"{n}-{ago}", who=f"c-{who}", days_ago=ago) for n, (who, ago) in enumerate(batch)])
        ladder.night(Customer.objects.values_list("pk", flat=True), today=TODAY, learned=PARAMETERS)
    counted: dict[int, int] = {}
    for rung in Standing.objects.values_list("rung", flat=True):
        counted[rung] = counted.get(rung, 0) + 1
    assert counts() == counted
    first = Purchase.objects.order_by("day").values_list("day", flat=True)[0]
    assert isinstance(first, date)
    Customer.objects.all().delete()
    RungCount.objects.all().delete()


def test_a_desk_that_shows_the_customer_hears_of_an_order_that_moves_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    purchases.bring([order("1", days_ago=9), order("2", days_ago=5)])
    told: list[object] = []
    monkeypatch.setattr(ladder.events, "publish", lambda *happened: told.extend(happened))
    purchases.bring([order("3")])
    assert told == [CustomerChanged(Customer.objects.get().pk)]
    purchases.bring([order(f"of-{n}", who=f"many-{n}") for n in range(30)])
    assert len(told) == 1, "after an import panels are right again when they are opened anew"
