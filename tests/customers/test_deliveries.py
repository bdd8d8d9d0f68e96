"""Files from the browser: looked at first, stored a piece at a time, once."""

from __future__ import annotations

import gzip

import pytest

from extramile.base import clock
from extramile.customers.actions.importing import deliveries
from extramile.customers.actions.importing.looking import look
from extramile.customers.models import Customer, Delivery, Purchase, Reject
from extramile.customers.models.delivery import Kind

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ROWS = "order,customer,date,total\n" + "".join(
    f"{n},c-{n % 40},2026-01-{1 + n % 28:02},12.50 EUR\n" for n in range(2500)
)


def taken(file: str | bytes, kind: Kind = Kind.ORDERS, **how: str) -> Delivery:
    return deliveries.take(kind, name="orders.csv", file=file if isinstance(file, bytes) else file.encode(), **how)


def stored(one: Delivery, *, seconds: float = 60) -> Delivery:
    deliveries.begin(one.pk)
    for _ in range(20):
        if not deliveries.go_on(one.pk, seconds=seconds):
            break
    one.refresh_from_db()
    return one


def test_a_look_says_what_was_recognised_and_stores_nothing() -> None:
    one = taken("Order ID;Kundennr;Datum;Betrag\n1;7;3.5.2026;12,50 €\n2;7;4.5.2026;-3 €\n3;;5.5.2026;1\n")
    seen = look(one)
    assert seen.places == {"customer": 1, "date": 2, "order": 0, "amount": 3}
    assert (seen.read, seen.rejected, seen.done, seen.whole) == (3, 2, {"added": 1, "present": 0}, True)
    assert [line for line, _ in seen.rejects] == [3, 4]
    assert (seen.currencies, str(seen.first), str(seen.last)) == ({"EUR"}, "2026-05-03", "2026-05-03")
    assert not Purchase.objects.exists() and not Customer.objects.exists()


def test_a_column_that_is_not_recognised_can_be_chosen() -> None:
    one = taken("A,B,C\nc-1,03/05/2026,o-1\n")
    assert look(one).lacking
    deliveries.choose(one.pk, said={"customer": 1, "date": 2, "order": 3, "email": 0}, dates="dmy", currency="")
    one.refresh_from_db()
    assert (look(one).lacking, str(look(one).first)) == (False, "2026-05-03")


@pytest.mark.parametrize("file", [b"", b"\x1f\x8b not gzip", b"\x00\xff\xfe", gzip.compress(ROWS.encode())[:400]])
def test_what_is_no_table_is_told_and_harms_nobody(file: bytes) -> None:
    one = taken(file)
    seen = look(one)
    assert seen.trouble or seen.lacking or seen.rejected
    assert stored(one).ended and not Purchase.objects.exists()


def test_everything_is_stored_once_in_pieces_and_totals_add_up() -> None:
    one = stored(taken(gzip.compress((ROWS + "x,,,\n").encode())), seconds=0)
    assert (one.read, one.rejected, one.done) == (2501, 1, {"added": 2500, "present": 0})
    assert Purchase.objects.count() == 2500 and bytes(one.file) == b"" and not one.trouble
    assert [(reject.line, reject.delivery_id) for reject in Reject.objects.all()] == [(2502, one.pk)]
    again = stored(taken(ROWS))
    assert again.done == {"added": 0, "present": 2500}


def test_a_second_worker_and_a_second_click_change_nothing() -> None:
    one = taken(ROWS)
    assert deliveries.begin(one.pk) and not deliveries.begin(one.pk)
    assert deliveries.go_on(one.pk, seconds=0)
    stale = Delivery.objects.get(pk=one.pk)
    assert deliveries.go_on(one.pk, seconds=0)
    assert not deliveries._store(stale, deliveries.kind_of(stale), [])
    stored(one)
    assert one.done["added"] == 2500 and not deliveries.go_on(one.pk, seconds=1)


def test_what_has_begun_is_read_as_it_was_begun() -> None:
    one = taken(ROWS)
    deliveries.begin(one.pk)
    deliveries.choose(one.pk, said={"date": 1}, dates="mdy", currency="USD")
    one.refresh_from_db()
    assert one.said == {} and one.dates == ""


def test_files_of_a_week_ago_are_forgotten() -> None:
    old = taken(ROWS)
    Delivery.objects.update(at=clock.now() - deliveries._KEPT * 2)
    taken(ROWS)
    assert not Delivery.objects.filter(pk=old.pk).exists()


def test_customers_and_acts_come_the_same_way() -> None:
    who = stored(taken("number,name,email\nc-1,Ana,ana@example.org\n", Kind.CUSTOMERS))
    assert who.done == {"added": 1, "changed": 0, "present": 0} or who.trouble
    did = stored(taken("customer,kind,day\nc-1,review,2026-05-03\n", Kind.ACTS))
    assert did.rejected + did.done.get("added", 0) == 1
