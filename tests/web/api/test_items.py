"""What a shop sends: stored once, and accounted for one by one."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError

from extramile.customers.actions import purchases
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Act, Attribute, Customer, Identity, Line, Purchase, Standing
from tests.web.api.conftest import Send

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ORDER = {"customer": "c-1", "date": "2026-05-03", "order": "A-1", "amount": "12.50", "currency": "EUR"}


def test_what_can_be_is_stored_and_of_the_rest_is_said_why(send: Send) -> None:
    given = [
        ORDER,
        ORDER | {"order": "A-2", "customer": None, "email": "Linh@Example.net", "name": "Linh", "date": 20260504},
        ORDER | {"order": "A-3", "date": "03/05/2026"},
        ORDER | {"order": "A-4", "amount": -5},
        ORDER | {"order": "A-5", "ammount": 5},
        ORDER | {"order": "A-6", "currency": "euros"},
        ORDER | {"order": "A-7", "customer": ""},
        ORDER | {"order": ["A-8"]},
        "A-9",
        ORDER | {"order": "A-10", "amount": 7.25, "date": "2026-05-05T23:30:00+02:00"},
        ORDER,
    ]
    answer = send("orders", given).json()
    assert {name: answer[name] for name in ("read", "added", "present")} == {"read": 11, "added": 3, "present": 1}
    assert [(one["index"], one["field"]) for one in answer["rejected"]] == [
        (2, "date"), (3, "amount"), (4, "ammount"), (5, "currency"), (6, "customer"), (7, "order"), (8, None),
    ]  # fmt: skip
    assert answer["rejected"][1]["reason"] == "the amount is below zero: money that was given back is no purchase"
    assert answer["rejected"][2]["reason"].endswith("date, order, amount, currency")
    stored = Purchase.objects.order_by("pk").values_list("number", "day", "amount", "currency")
    assert list(stored) == [
        ("A-1", date(2026, 5, 3), Decimal("12.5"), "EUR"),
        ("A-2", date(2026, 5, 4), Decimal("12.5"), "EUR"),
        ("A-10", date(2026, 5, 5), Decimal("7.25"), "EUR"),
    ]
    assert set(Customer.objects.values_list("email", "name")) == {("", ""), ("linh@example.net", "Linh")}


def test_one_object_is_a_list_of_one_and_an_order_moves_its_customer_at_once(send: Send) -> None:
    assert send("orders", ORDER).json() == {"read": 1, "added": 1, "present": 0, "rejected": []}
    assert send("orders", ORDER | {"order": "A-2", "date": "2026-05-09"}).json()["added"] == 1
    assert Standing.objects.get().rung == Rung.OCCASIONAL


def test_sending_again_stores_nothing_twice(send: Send) -> None:
    unnamed = {"email": "linh@example.net", "date": "2026-05-03", "amount": 5}
    given = [ORDER, unnamed, dict(reversed(unnamed.items())), unnamed | {"amount": 6}]
    assert send("orders", given).json() == {"read": 4, "added": 3, "present": 1, "rejected": []}
    assert send("orders", given).json() == {"read": 4, "added": 0, "present": 4, "rejected": []}


def test_customers_are_filled_in_and_never_written_over(send: Send) -> None:
    linh = {"customer": "c-7", "email": "linh@example.net", "name": "Linh Nguyen", "since": "2024-02-29"}
    assert send("customers", [linh]).json() == {"read": 1, "added": 1, "changed": 0, "present": 0, "rejected": []}
    more = {"customer": "c-7", "name": "Somebody", "place": "Lisbon", "language": "pt"}
    assert send("customers", [more, linh]).json() == {"read": 2, "added": 0, "changed": 1, "present": 1, "rejected": []}
    found = Customer.objects.get()
    assert (found.name, found.place, found.since.date()) == ("Linh Nguyen", "Lisbon", date(2024, 2, 29))
    assert Identity.objects.get().value == "c-7"


def test_attributes_come_along_and_odd_ones_are_told(send: Send) -> None:
    given = [
        {"customer": "c-1", "attributes": {"Shoe size": 43, " Club ": "gold", "Empty": None}},
        {"customer": "c-2", "attributes": {"x" * 61: "y"}},
        {"customer": "c-3", "attributes": ["Club"]},
        {"customer": "c-4", "attributes": {"Club": "y" * 301}},
    ]
    answer = send("customers", given).json()
    assert (answer["added"], [one["index"] for one in answer["rejected"]]) == (1, [1, 2, 3])
    assert dict(Attribute.objects.values_list("name", "value")) == {"Shoe size": "43", "Club": "gold"}
    for part in (range(50), range(49, 52)):
        last = send("customers", {"customer": "c-6", "attributes": {f"Thing {n}": "x" for n in part}}).json()
        assert last.get("left_out") == (2 if part[0] else None) and last["rejected"] == []
    assert "attributes" in send("customers", {"customer": "c-5", "clubs": "x"}).json()["rejected"][0]["reason"]
    assert send("orders", ORDER | {"attributes": {"Club": "gold"}}).json()["rejected"][0]["field"] == "attributes"


def test_acts_count_when_they_are_good_enough(send: Send) -> None:
    linh = {"email": "linh@example.net", "day": "2026-05-03"}
    given = [
        linh | {"kind": "recommend", "score": 9, "key": "r-1"},
        linh | {"kind": "recommend", "score": 8, "key": "r-2"},
        linh | {"kind": "recommend"},
        linh | {"kind": "review", "stars": 4.5, "about": "Warm and dry. " * 60},
        linh | {"kind": "review", "stars": 3},
        linh | {"kind": "thanks", "about": "Thank you, Maya"},
        linh | {"kind": "referral"},
        linh | {"kind": "kindness"},
        linh | {"kind": "recommend", "score": "9", "key": "r-1", "about": "the same one"},
    ]
    answer = send("acts", given).json()
    assert (answer["added"], answer["present"]) == (4, 1)
    assert [(one["index"], one["field"]) for one in answer["rejected"]] == [
        (1, "score"), (2, "score"), (4, "stars"), (7, "kind"),
    ]  # fmt: skip
    assert answer["rejected"][0]["reason"] == "a score of 8 is no act of advocacy: 9 and 10 are"
    assert max(len(about) for about in Act.objects.values_list("about", flat=True)) in (499, 500)
    assert Line.objects.get().fact == "thanks"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" ", "expecting value"), (b"{", "expecting property name"), (b'"orders"', "neither an object"),
        (b"[" * 100_000, "nested too deeply"), (b'{"a":' * 100_000, "nested too deeply"), (b"\xff\xfe{}", "not UTF-8"),
        (b'{"order": "a", "order": "b"}', "same field twice"), (b'{"amount": NaN}', "NaN is no number"),
        (b'{"amount": -Infinity}', "Infinity is no number"), (b'{"amount": 1e999999999}', "too large"),
        (b'{"amount": ' + b"9" * 5000 + b"}", "more than 40 digits"), (b'{"name": "a\\u0000"}', "NUL"),
        (b'{"name": "\\ud800"}', "half a surrogate pair"), (b'{"\\ud800": "a"}', "half a surrogate pair"),
        (b'[{"customer": "c-1"},]', "expecting value"), (b"{} {}", "extra data"),
    ],
)  # fmt: skip
def test_what_is_no_sound_json_stores_nothing(send: Send, body: bytes, reason: str) -> None:
    answer = send("orders", body)
    assert (answer.status_code, answer.json()["error"]) == (400, "broken_json")
    assert reason in answer.json()["sentence"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Type": "text/plain"}, 415), ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": "application/json; charset=utf-8"}, 200), ({"Content_Encoding": "gzip"}, 415),
    ],
)  # fmt: skip
def test_the_body_has_to_be_plain_json(send: Send, headers: dict[str, str], status: int) -> None:
    assert send("orders", b"[]", **headers).status_code == status


def test_a_list_has_a_thousand_objects_at_most(send: Send) -> None:
    given = [ORDER | {"order": f"A-{n}"} for n in range(1001)]
    refused = send("orders", given)
    assert (refused.status_code, refused.json()["error"]) == (413, "too_many")
    assert send("orders", given[:1000]).json()["added"] == 1000
    assert send("orders", b"\xef\xbb\xbf[]").json() == {"read": 0, "added": 0, "present": 0, "rejected": []}


def test_amounts_keep_every_digit(send: Send) -> None:
    texts = ["0.1", "1.2E3", "1234567890.5678", "1e2", "1e40", "0.00004"]
    body = ",".join(
        f'{{"customer": "c-1", "date": "2026-05-03", "order": "{n}", "amount": {text}}}' for n, text in enumerate(texts)
    )
    answer = send("orders", f"[{body}]".encode()).json()
    assert [one["index"] for one in answer["rejected"]] == [4]
    amounts = Purchase.objects.order_by("pk").values_list("amount", flat=True)
    assert list(amounts) == [Decimal(text) for text in ("0.1", "1200", "1234567890.5678", "100", "0")]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "‮abc", "ا" * 79, "🙂" * 40, "'; DROP TABLE customers_customer; --", "\t x \n"]
)
def test_hostile_names_are_names(send: Send, text: str) -> None:
    assert send("orders", ORDER | {"name": text}).json()["added"] == 1
    assert Customer.objects.get().name == text.strip()


@pytest.mark.parametrize(
    ("field", "value"),
    [("customer", "c" * 201), ("name", "n" * 81), ("phone", "1" * 41), ("order", "o" * 81), ("date", "2" * 5000),
     ("email", "a@" + "b" * 300 + ".example"), ("email", "a@b." + "c" * 300), ("amount", True), ("amount", {"a": 1})],
)  # fmt: skip
def test_what_is_too_long_or_of_another_kind_is_rejected(send: Send, field: str, value: Any) -> None:
    answer = send("orders", ORDER | {field: value}).json()
    assert [one["field"] for one in answer["rejected"]] == [field]
    assert len(json.dumps(answer)) < 400


def test_a_stop_between_costs_nothing_that_is_sent_again(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    given = [ORDER | {"order": f"A-{n}"} for n in range(450)]
    bring, calls = purchases.bring, []

    def stops(orders: Any) -> Any:
        calls.append(len(orders))
        if len(calls) == 2:
            raise OperationalError("disk is full")
        return bring(orders)

    monkeypatch.setattr(purchases, "bring", stops)
    assert send("orders", given).status_code == 503
    assert Purchase.objects.count() == 200
    assert send("orders", given).json() == {"read": 450, "added": 250, "present": 200, "rejected": []}
    assert calls == [200, 200, 200, 200, 50]
