"""What agents write down of customers, and take back."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from extramile.base import clock
from extramile.customers.actions import attributes, by_hand, purchases, taking_back
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Act, Attribute, Balance, Customer, Line, Move, Purchase, RungCount, Standing
from extramile.customers.models.act import Kind
from extramile.customers.shapes import Buyer, Purchased
from tests.cast import Cast
from tests.customers.known import bought

pytestmark = pytest.mark.django_db
BECAUSE = "taken back"


@pytest.fixture
def tomas(cast: Cast) -> Customer:
    """A customer who bought twice."""
    customer = Customer.objects.create(name="Tomás Ortega")
    bought(cast.maya, customer.pk, days=90)
    bought(cast.maya, customer.pk, days=30)
    return customer


def test_a_day_that_begins_earlier_elsewhere_counts_at_once(cast: Cast) -> None:
    # Of who stands nowhere no night would think again.
    customer = Customer.objects.create(name="Aroha")
    bought(cast.maya, customer.pk, days=-1)
    standing = Standing.objects.get(pk=customer.pk)
    assert (standing.rung, standing.repeats) == (Rung.ONE_TIME, 0)
    assert Move.objects.get(customer=customer).day == clock.now().date()


def test_today_is_where_the_agent_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 5, 3, 5, tzinfo=UTC))
    customer = Customer.objects.create(name="Kaia")
    with timezone.override("Pacific/Honolulu"):
        assert by_hand.note(cast.maya, customer.pk, Kind.THANKS)[0].day == date(2026, 5, 2)


def _rung(customer: Customer) -> Rung:
    found = Standing.objects.filter(pk=customer.pk).first()
    return Rung(found.rung) if found else Rung.NOT_KNOWN


def _counted() -> dict[int, int]:
    return dict(RungCount.objects.filter(n__gt=0).values_list("rung", "n"))


def test_one_form_sent_twice_is_one_purchase(cast: Cast) -> None:
    customer, form = Customer.objects.create(), uuid.uuid4()
    told = {"day": clock.now().date(), "amount": Decimal("9.90"), "currency": "EUR", "number": ""}
    for _ in range(2):
        by_hand.write_down(cast.maya, customer.pk, form=form, **told)  # type: ignore[arg-type]
    assert Purchase.objects.get().by == cast.maya.pk
    by_hand.write_down(cast.maya, customer.pk, form=uuid.uuid4(), **told)  # type: ignore[arg-type]
    assert Purchase.objects.count() == 2
    # The way back in a browser shows the same form again, and another purchase is written into it.
    for _ in range(2):
        by_hand.write_down(cast.maya, customer.pk, form=form, **told | {"amount": Decimal(3)})  # type: ignore[arg-type]
    assert Purchase.objects.count() == 3


def test_a_number_that_the_shop_told_is_there_already(cast: Cast) -> None:
    order = Purchased(Buyer(number="K1"), clock.now().date(), number="8790")
    purchases.bring([order])
    other = Customer.objects.create()
    told = {"day": clock.now().date(), "amount": None, "currency": "", "number": "8790"}
    with pytest.raises(by_hand.KnownAlready) as known:
        by_hand.write_down(cast.maya, other.pk, form=uuid.uuid4(), **told)  # type: ignore[arg-type]
    assert known.value.customer == Purchase.objects.get().customer_id
    by_hand.write_down(cast.maya, other.pk, form=uuid.uuid4(), **told | {"number": "8791"})  # type: ignore[arg-type]
    assert purchases.bring([Purchased(Buyer(number="K1"), clock.now().date(), number="8791")]).present == 1


def test_a_purchase_taken_back_is_as_if_never_told(cast: Cast, tomas: Customer) -> None:
    assert (_rung(tomas), _counted()) == (Rung.OCCASIONAL, {2: 1})
    newest, oldest = Purchase.objects.order_by("-day")
    first = taking_back.take_back(cast.maya, tomas.pk, "purchase", newest.pk, because=BECAUSE)
    assert (_rung(tomas), _counted()) == (Rung.ONE_TIME, {1: 1})
    second = taking_back.take_back(cast.maya, tomas.pk, "purchase", oldest.pk, because=BECAUSE)
    assert (_rung(tomas), _counted()) == (Rung.NOT_KNOWN, {})
    assert Move.objects.order_by("-pk").values_list("before", "after").first() == (1, 0)
    for taken in (first, second):
        taking_back.put_back(cast.maya, tomas.pk, taken.pk)
    assert (_rung(tomas), _counted()) == (Rung.OCCASIONAL, {2: 1})
    assert list(Purchase.objects.order_by("-day").values()) == [vars_of(newest), vars_of(oldest)]


def vars_of(purchase: Purchase) -> dict[str, object]:
    return {field.attname: getattr(purchase, field.attname) for field in Purchase._meta.concrete_fields}


def test_what_the_shop_told_and_was_taken_back_does_not_come_again(cast: Cast) -> None:
    order = Purchased(Buyer(number="K1"), clock.now().date(), number="8790")
    purchases.bring([order])
    told = Purchase.objects.get()
    taking_back.take_back(cast.maya, told.customer_id, "purchase", told.pk, because=BECAUSE)
    assert purchases.bring([order]).present == 1
    assert purchases.would_bring([order]).present == 1
    assert not Purchase.objects.exists()


def test_what_was_typed_wrong_may_come_rightly_from_the_shop(cast: Cast, tomas: Customer) -> None:
    wrong = Purchase.objects.order_by("-day")[0]
    taken = taking_back.take_back(cast.maya, tomas.pk, "purchase", wrong.pk, because=BECAUSE)
    right = Purchased(Buyer(number="K1"), wrong.day - timedelta(days=2), number=wrong.number)
    assert purchases.bring([right]).added == 1
    with pytest.raises(taking_back.ToldAgain):
        taking_back.put_back(cast.maya, tomas.pk, taken.pk)


def test_an_act_raises_and_taken_back_lowers(cast: Cast, tomas: Customer) -> None:
    act, fresh = by_hand.note(cast.maya, tomas.pk, Kind.RECOMMENDS)
    assert (fresh, _rung(tomas)) == (True, Rung.ADVOCATE)
    assert by_hand.note(cast.sam, tomas.pk, Kind.RECOMMENDS) == (act, False)
    more, _ = by_hand.note(cast.maya, tomas.pk, Kind.REVIEW, about="https://reviews.example/1")
    taking_back.take_back(cast.maya, tomas.pk, "act", act.pk, because=BECAUSE)
    assert _rung(tomas) == Rung.ADVOCATE, "the review still makes one"
    taken = taking_back.take_back(cast.maya, tomas.pk, "act", more.pk, because=BECAUSE)
    assert _rung(tomas) == Rung.OCCASIONAL
    taking_back.put_back(cast.sam, tomas.pk, taken.pk)
    assert (_rung(tomas), Act.objects.get().by) == (Rung.ADVOCATE, cast.maya.pk)


def test_thanks_stand_in_the_account_for_as_long_as_they_stand(cast: Cast, tomas: Customer) -> None:
    act, _ = by_hand.note(cast.maya, tomas.pk, Kind.THANKS, about="you saved our trip")
    line = Line.objects.get()
    assert (line.fact, line.about) == ("thanks", "you saved our trip")
    kept = Balance.objects.get().kept
    taken = taking_back.take_back(cast.sam, tomas.pk, "act", act.pk, because=BECAUSE)
    assert Balance.objects.get().kept == pytest.approx(0)
    taking_back.put_back(cast.sam, tomas.pk, taken.pk)
    assert Balance.objects.get().kept == pytest.approx(kept, rel=1e-3)
    act = Act.objects.get()
    taking_back.take_back(cast.sam, tomas.pk, "act", act.pk, because=BECAUSE)
    assert Balance.objects.get().kept == pytest.approx(0)


def test_nobody_takes_back_what_is_somebody_elses(cast: Cast, tomas: Customer) -> None:
    other = Customer.objects.create()
    told = Purchase.objects.all()[0]
    with pytest.raises(taking_back.NotThere):
        taking_back.take_back(cast.maya, other.pk, "purchase", told.pk, because=BECAUSE)
    taken = taking_back.take_back(cast.maya, tomas.pk, "purchase", told.pk, because=BECAUSE)
    with pytest.raises(taking_back.NotThere):
        taking_back.put_back(cast.maya, other.pk, taken.pk)
    taking_back.put_back(cast.maya, tomas.pk, taken.pk)
    with pytest.raises(taking_back.NotThere):
        taking_back.put_back(cast.maya, tomas.pk, taken.pk)


def test_attributes_are_bounded_and_one_of_a_name(cast: Cast, tomas: Customer) -> None:
    assert attributes.keep(cast.maya, tomas.pk, {"Shoe  size": "43", "Dog": "Bruno"}) == 2
    assert attributes.keep(None, tomas.pk, {"shoe size": "44", "Dog": "Bruno"}) == 1
    found = {one.name: (one.value, one.by) for one in Attribute.objects.all()}
    assert found == {"shoe size": ("44", None), "Dog": ("Bruno", cast.maya.pk)}
    for wrong, why in (({"": "x"}, attributes.NoWords), ({"x": " "}, attributes.NoWords)):
        with pytest.raises(why):
            attributes.keep(cast.maya, tomas.pk, wrong)
    with pytest.raises(attributes.TooLong):
        attributes.keep(cast.maya, tomas.pk, {"x" * 61: "y"})
    with pytest.raises(attributes.TooMany):
        attributes.keep(cast.maya, tomas.pk, {str(n): "x" for n in range(49)})
    assert Attribute.objects.count() == 2
    one = Attribute.objects.get(spelt="dog")
    taken = taking_back.take_back(cast.sam, tomas.pk, "attribute", one.pk, because=BECAUSE)
    assert Attribute.objects.count() == 1
    taking_back.put_back(cast.sam, tomas.pk, taken.pk)
    assert Attribute.objects.get(spelt="dog").by == cast.maya.pk
