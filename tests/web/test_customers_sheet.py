"""Lists as tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from extramile.customers.ladder.rungs import Advocacy, Rung
from extramile.customers.ladder.told import Facts
from extramile.customers.models import Customer
from extramile.customers.queries.lists import Line
from extramile.web.customers import export, sheet
from tests.cast import Cast

SINCE = datetime(2026, 5, 3, 9, 40, tzinfo=UTC)
FACTS = Facts(Rung.LOYAL, 3, date(2025, 1, 1), date(2026, 5, 1), 0.784, Advocacy(1, 1, 1))


def line(name: str, *, facts: Facts | None = FACTS, balance: float | None = None) -> Line:
    return Line(7, name, "ana@example.org", "+46 70 555", "Umeå", "sv", SINCE, facts, balance, "")


def read(lines: list[Line]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((sheet.header() + sheet.rows(lines)).decode("utf-8-sig"), newline="")))


def test_a_line_says_what_is_known() -> None:
    assert read([line("Ana Lind, the elder", balance=-6.413)]) == [{
        "extramile_id": "7", "name": "Ana Lind, the elder", "email": "ana@example.org", "phone": "'+46 70 555",
        "place": "Umeå", "language": "sv", "customer_since": "2026-05-03", "rung": "loyal", "purchase_days": "4",
        "first_purchase": "2025-01-01", "last_purchase": "2026-05-01", "still_customer": "0.784",
        "acts_within_a_year": "2", "balance": "-6.41",
    }]  # fmt: skip


def test_of_whom_nothing_is_known_that_is_what_is_said() -> None:
    (one,) = read([line("Bo", facts=None)])
    assert (one["rung"], one["purchase_days"], one["still_customer"], one["balance"]) == ("not_known", "0", "", "")


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n ＝＋aB1'\",;|\u202e<"), max_size=12))
def test_no_name_begins_a_formula(name: str) -> None:
    (one,) = read([line(name)])
    assert not one["name"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))
    assert one["name"].removeprefix("'") == name or one["name"] == name


def test_pieces_are_the_whole_list_until_the_session_ends(cast: Cast, as_lead: Client) -> None:
    Customer.objects.bulk_create(Customer(name=f"N{place}") for place in range(7))
    key = as_lead.cookies[settings.SESSION_COOKIE_NAME].value
    whole, after = export.read("everyone", key, "")
    assert whole.count(b"\r\n") == 7 and not after
    pieces, place = [], ""
    for _ in range(4):
        piece, place = export.read("everyone", key, place, most=2)
        pieces.append(piece)
    assert b"".join(pieces) == whole and not place
    as_lead.logout()
    with pytest.raises(PermissionError):
        export.read("everyone", key, "")
