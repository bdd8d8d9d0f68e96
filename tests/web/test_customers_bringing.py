"""Bringing a file in through the browser."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from extramile.customers.actions.importing import deliveries
from extramile.customers.models import Delivery, Purchase
from tests.cast import Cast

ORDERS = """Order,Who,When,Total
1,ana@example.org,2026-05-03,12.50 EUR
2,bo@example.org,soon,1
3,ana@example.org,2026-05-09,3
"""


def sent(browser: Client, text: str | bytes, **fields: str) -> str:
    file = SimpleUploadedFile("orders.csv", text if isinstance(text, bytes) else text.encode())
    answer = browser.post("/customers/import", {"kind": "orders", "file": file, **fields})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def selected(page: str) -> dict[str, str]:
    found = {}
    for name, options in re.findall(r'name="column-(\w+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r"selected>([^<]+)<", options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_what_is_not_recognised_is_chosen_and_then_stored_with_its_rejects(cast: Cast, as_lead: Client) -> None:
    place = sent(as_lead, ORDERS, currency="eur")
    page = as_lead.get(place).content.decode()
    assert "Say which column tells the customer" in page and "Bring it in" not in page
    assert (selected(page)["order"], selected(page)["email"]) == ("Order", "")
    assert as_lead.post(place, {"column-email": "2", "column-date": "3", "column-order": "1"}).status_code == 302
    page = as_lead.get(place).content.decode()
    assert selected(page)["email"] == "Who" and "Line 3" in page and "3 rows" in page and "2 new" in page
    as_lead.post(
        place, {"column-email": "2", "column-date": "3", "column-order": "1", "column-amount": "4", "begin": "1"}
    )
    assert not Purchase.objects.exists() and "rows so far" in as_lead.get(place).content.decode()
    assert not deliveries.go_on(Delivery.objects.get().pk, seconds=60)
    page = as_lead.get(f"{place}/progress").content.decode()
    assert "2 new" in page and "1 not taken" in page and "data-from" not in page
    assert Purchase.objects.count() == 2
    rejects = as_lead.get(f"{place}/rejects.csv").content.decode("utf-8-sig")
    assert rejects.splitlines()[0] == "line,reason" and rejects.splitlines()[1].startswith("3,")


def test_a_column_can_be_left_out(cast: Cast, as_lead: Client) -> None:
    place = sent(as_lead, "customer,date,total\n1,2026-05-03,what\n")
    assert "no amount" in as_lead.get(place).content.decode()
    as_lead.post(place, {"column-customer": "1", "column-date": "2", "column-amount": "0"})
    page = as_lead.get(place).content.decode()
    assert "no amount" not in page and selected(page)["amount"] == ""


def test_nothing_is_begun_that_cannot_be_read(cast: Cast, as_lead: Client) -> None:
    place = sent(as_lead, "customer,date\n1,2026-05-03\n")
    as_lead.post(place, {"column-customer": "1", "column-date": "0", "begin": "1"})
    assert "Say which column tells the customer" in as_lead.get(place).content.decode()
    assert Delivery.objects.get().begun is None


@pytest.mark.parametrize("text", [b"\x1f\x8b broken", b"\x00\x01", b"<script>alert(1)</script>\n<b>x</b>\n"])
def test_what_is_no_table_is_told(cast: Cast, as_lead: Client, text: bytes) -> None:
    page = as_lead.get(sent(as_lead, text)).content.decode()
    assert "Bring it in" not in page and "<script>alert" not in page


def test_without_a_file_or_with_a_wrong_currency_the_form_says_what_to_do(cast: Cast, as_lead: Client) -> None:
    answer = as_lead.post("/customers/import", {"kind": "orders", "currency": "euro"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Choose the file" in page and not Delivery.objects.exists()


def test_agents_bring_nothing_in(cast: Cast, as_agent: Client, as_lead: Client) -> None:
    place = sent(as_lead, ORDERS)
    for address in ("/customers/import", place, f"{place}/progress", f"{place}/rejects.csv"):
        assert as_agent.get(address).status_code == 403
    assert "/customers/import" not in as_agent.get("/customers/").content.decode()


def test_what_else_is_good_to_know_is_shown_before_it_is_kept(cast: Cast, as_lead: Client) -> None:
    many = ",".join(f"attribute: Thing {n}" for n in range(50))
    place = sent(as_lead, f"customer,{many},Attribute:<b>Club</b>\n1,{','.join('x' * 50)},\n", kind="customers")
    page = as_lead.get(place).content.decode()
    assert "Also kept, as good to know:" in page and "&lt;b&gt;Club" in page and "no room" not in page
    for n in range(2):
        place = sent(as_lead, f"customer,attribute: Other {n},{many}\n1,x,{','.join('x' * 49)},\n", kind="customers")
        assert ("no room" in as_lead.get(place).content.decode()) == bool(n)
        as_lead.post(place, {"column-customer": "1", "begin": "1"})
        deliveries.go_on(Delivery.objects.order_by("-pk")[0].pk, seconds=60)
    assert "1 attribute finds no room" in as_lead.get(place).content.decode()
