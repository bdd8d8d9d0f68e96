from __future__ import annotations

import pytest

from extramile.base import money


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("18", "EUR", 1800),
        ("18.5", "GBP", 1850),
        (" £ 18,50 ", "GBP", 1850),
        ("0", "EUR", 0),
        ("500", "JPY", 500),
        ("1.234", "KWD", 1234),
        ("9999999.99", "EUR", money.MOST),
        ("eur 7.", "EUR", 700),
        ("١٨", "EUR", 1800),
    ],
)
def test_what_people_write(written: str, currency: str, amount: int) -> None:
    assert money.minor(written, currency) == amount


@pytest.mark.parametrize("written", ["", "-1", "1e3", "1,000", "1.2.3", "NaN", "10000000", "$5", "١٨x", "0x10", "5;5"])
def test_what_is_no_amount(written: str) -> None:
    with pytest.raises(money.NoAmount):
        money.minor(written, "EUR")
    for other, currency in (("5.5", "JPY"), ("1,000", "KWD"), ("1,000", "JPY")):
        with pytest.raises(money.NoAmount):
            money.minor(other, currency)


def test_it_reads_as_it_was_written() -> None:
    assert money.reads(1850, "GBP") == "£18.50"
    assert money.plain(5, "EUR") == "0.05" and money.plain(500, "JPY") == "500"
    assert money.is_currency("EUR") and not money.is_currency("EURO") and not money.is_currency("eur")
