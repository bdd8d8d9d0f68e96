"""Days, amounts and addresses as shops write them, and what is refused with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.imports import values
from extramile.customers.imports.columns import WrongColumn, cells_by_field, columns
from extramile.customers.imports.table import Unreadable
from extramile.customers.imports.values import DateOrder

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-05-03", None), ("20260503", None), ("2026/05/03", None), ("2026-05-03T09:41:00+02:00", None),
        ("2026-05-03 09:41", None), ("3.5.2026", None), ("03.05.2026 09:41", None), ("03/05/2026", DateOrder.DMY),
        ("05/03/2026", DateOrder.MDY), ("5-3-2026", DateOrder.MDY),
    ],
)  # fmt: skip
def test_three_kinds_of_dates(text: str, order: DateOrder | None) -> None:
    assert values.day(text, order, TODAY) == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"), ("03/05/2026", "two days"), ("2026-02-30", "no day"), ("31.04.2026", "no day"),
        ("1969-12-31", "before 1970"), ("2026-11-26", "still to come"), ("yesterday", "no date"),
        ("0000-00-00", "no day"), ("9" * 5000, "no date"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        values.day(text, None, TODAY)


def test_a_column_shows_which_way_its_dates_go() -> None:
    assert values.order_of_dates(["01/02/2026", "", "13/02/2026"]) is DateOrder.DMY
    assert values.order_of_dates(["01/02/2026", "02/13/2026"]) is DateOrder.MDY
    assert values.order_of_dates(["01/02/2026", "2026-01-13"]) is None


@pytest.mark.parametrize(
    ("text", "currency", "amount", "kept"),
    [
        ("12.50", "eur", "12.5", "EUR"), ("12,50", "EUR", "12.5", "EUR"), ("1,234.50", "USD", "1234.5", "USD"),
        ("1.234,50 €", "", "1234.5", "EUR"), ("1 234,50", "PLN", "1234.5", "PLN"), ("1'234.50", "CHF", "1234.5", "CHF"),
        ("£7", "", "7", "GBP"), ("USD 7", "EUR", "7", "USD"), ("1,234", "JPY", "1234", "JPY"),
        ("0.125", "", "0.125", ""), ("1.234.567", "", "1234567", ""), ("0", "EUR", "0", "EUR"),
        ("", "EUR", None, "EUR"),
    ],
)  # fmt: skip
def test_amounts_of_many_countries(text: str, currency: str, amount: str | None, kept: str) -> None:
    assert values.money(text, currency) == (None if amount is None else Decimal(amount), kept)


@pytest.mark.parametrize(
    ("text", "currency", "reason"),
    [
        ("-5", "EUR", "below zero"), ("\u22125", "EUR", "below zero"), ("(5.00)", "EUR", "below zero"),
        ("five", "", "no amount"), ("1e9", "", "no amount"), ("5", "euro", "no currency"), ("9" * 20, "", "more than"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told(text: str, currency: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        values.money(text, currency)


@given(st.text(max_size=40), st.text(max_size=6))
def test_nothing_else_than_a_reason_comes_of_strange_text(text: str, other: str) -> None:
    for read in (lambda: values.money(text, other), lambda: values.day(text, None, TODAY), lambda: values.mail(text)):
        try:
            read()
        except Unreadable:
            continue


def test_addresses_are_kept_in_lower_case() -> None:
    assert (values.mail(" Linh@Example.NET "), values.mail("")) == ("linh@example.net", "")
    with pytest.raises(Unreadable, match="no mail address"):
        values.mail("linh at example")


def test_columns_are_found_by_their_headings_or_as_said() -> None:
    header = ["Order ID", "Kunde", "Created at", "E-Mail", "Total"]
    fields = ("customer", "email", "date", "order", "amount")
    assert columns(header, fields, {}) == {"order": 0, "customer": 1, "date": 2, "email": 3, "amount": 4}
    assert columns(header, fields, {"customer": "e-mail", "email": "2"})["customer"] == 3
    for wrong in ({"customer": "Client"}, {"customer": "6"}, {"price": "Total"}):
        with pytest.raises(WrongColumn):
            columns(header, fields, wrong)


def test_a_row_of_another_width_is_told() -> None:
    places = {"customer": 0, "date": 1}
    assert cells_by_field(["7", "2026-05-03", "", ""], places, 2) == {"customer": "7", "date": "2026-05-03"}
    for cells in (["7"], ["7", "2026-05-03", "x"]):
        with pytest.raises(Unreadable, match="cells"):
            cells_by_field(cells, places, 2)
