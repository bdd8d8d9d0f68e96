"""Lists of customers."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from extramile.customers.account.facts import Fact
from extramile.customers.actions import account
from extramile.customers.ladder.rungs import Rung
from extramile.customers.ladder.signs import Sign
from extramile.customers.models import Customer, Standing
from extramile.customers.queries import lists
from tests.cast import Cast


def standing(name: str, rung: Rung, last: date, *, sign: Sign = Sign.NONE, **fields: object) -> Customer:
    customer = Customer.objects.create(name=name, email=f"{name.lower()}@example.org")
    facts = {"repeats": 3, "since": last, "first": date(2025, 1, 1), "computed": last} | fields
    Standing.objects.create(customer=customer, rung=rung, last=last, sign=sign, **facts)
    return customer


def names(page: bytes) -> list[str]:
    return re.findall(r'<strong dir="auto"><a href="/customers/\d+">([^<]+)</a></strong>', page.decode())


def walked(name: str, most: int) -> list[int]:
    found, page = [], lists.page(name, most=most)
    for _ in range(50):
        found += [line.customer for line in page.lines]
        if not page.rest:
            return found
        page = lists.page(name, after=page.rest, most=most)
    raise AssertionError("a list without an end")


@pytest.mark.django_db
def test_each_list_is_walked_by_its_places_without_a_gap_or_a_repeat() -> None:
    for place in range(11):
        one = standing(f"N{place}", Rung.LOYAL, date(2026, 5, 1 + place // 4), sign=Sign.DRIFTING)
        account.record(one.pk, Fact.WROTE_AGAIN, key=f"k{place}")
        if place % 3:
            account.record(one.pk, Fact.WAITED, key=f"w{place}")
    for name in ("loyal", "drifting", "overdrawn", "everyone"):
        whole = walked(name, 100)
        assert len(whole) == len(set(whole)) == 11
        assert [walked(name, most) for most in (1, 2, 3, 10, 11)] == [whole] * 5
    deep = [line.balance or 0.0 for line in lists.page("overdrawn").lines]
    assert deep == sorted(deep) and deep[0] < -7.9 and deep[-1] > -4.1


@pytest.mark.django_db
def test_lists_are_counted_up_to_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MANY", 2)
    for place in range(4):
        one = standing(f"N{place}", Rung.LOYAL, date(2026, 5, 1), sign=Sign.DRIFTING if place else Sign.ACT)
    account.record(one.pk, Fact.WAITED, key="w")
    assert lists.how_many("drifting", "one-act-away", "overdrawn", "one-order-away") == {
        "drifting": 3, "one-act-away": 1, "overdrawn": 1, "one-order-away": 0,
    }  # fmt: skip


def test_who_bought_last_comes_first(cast: Cast, as_agent: Client) -> None:
    for name, day in (("Ana", 3), ("Bo", 9), ("Cy", 6)):
        standing(name, Rung.FREQUENT, date(2026, 5, day))
    standing("Di", Rung.LOYAL, date(2026, 5, 30))
    assert names(as_agent.get("/customers/lists/frequent").content) == ["Bo", "Cy", "Ana"]


def test_a_word_of_the_name_the_address_or_the_number_finds(cast: Cast, as_agent: Client) -> None:
    standing("Ana", Rung.FREQUENT, date(2026, 5, 3))
    Customer.objects.create(name="Bo Lindqvist", phone="+46 70 555 1234")
    for asked, expected in (("ana@exam", ["Ana"]), ("lind", ["Bo Lindqvist"]), ("555", ["Bo Lindqvist"]), ("%", [])):
        page = as_agent.get("/customers/lists/everyone", {"q": asked})
        assert names(page.content) == expected, asked
    assert b"Nobody found" in as_agent.get("/customers/lists/everyone?q=xyzzy").content


@pytest.mark.parametrize("name", lists.NAMES)
def test_an_empty_list_says_what_to_do(cast: Cast, as_agent: Client, name: str) -> None:
    page = as_agent.get(f"/customers/lists/{name}")
    assert page.status_code == 200 and b'class="empty"' in page.content


@pytest.mark.parametrize(
    "place", ["x", "2026-05-03", "2026-05-03~", "~7", "2026-05-03~9" + "9" * 400, "2026-99-03~1", "nan~1", "1e999~x"]
)
def test_a_place_that_is_none_is_not_there(cast: Cast, as_agent: Client, place: str) -> None:
    for name in ("loyal", "overdrawn", "everyone"):
        assert as_agent.get(f"/customers/lists/{name}", {"after": place}).status_code in (200, 404)
    assert as_agent.get("/customers/lists/loyal", {"after": place}).status_code == 404


def test_what_customers_write_of_themselves_stays_text(cast: Cast, as_agent: Client) -> None:
    Customer.objects.create(name="<img src=x onerror=alert(1)>\u202eevil")
    page = as_agent.get("/customers/lists/everyone").content.decode()
    assert "<img src=x" not in page and "U+202E" in page


def test_a_page_costs_few_queries(cast: Cast, as_agent: Client, django_assert_max_num_queries: object) -> None:
    for place in range(lists.PAGE + 1):
        standing(f"N{place}", Rung.LOYAL, date(2026, 5, 1), sign=Sign.DRIFTING)
    for address in ("/customers/", "/customers/lists/drifting", "/customers/lists/everyone?q=n1"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert as_agent.get(address).status_code == 200


def test_overdrawn_accounts_say_why(cast: Cast, as_agent: Client) -> None:
    for place, facts in enumerate(([Fact.WAITED, Fact.WROTE_AGAIN], [Fact.WROTE_AGAIN], [Fact.RATED_POORLY])):
        one = standing(f"N{place}", Rung.LOYAL, date(2026, 5, 1))
        for fact in facts:
            account.record(one.pk, fact, key=f"{place}{fact}")
    account.take_back(f"0{Fact.WAITED}", reason="It was a holiday")
    # Also where nobody ever bought.
    assert "3 accounts are below zero: 2 wrote twice about one thing." in as_agent.get("/customers/").content.decode()
    page = as_agent.get("/customers/lists/overdrawn").content.decode()
    assert page.count("Wrote twice about one problem") == 2 and "Waited long" not in page and "Rated us poorly" in page
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", page), "a link in a link is an empty one"
