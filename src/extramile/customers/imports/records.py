"""A row of a shop's file as a customer, or as what one bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extramile.base import text
from extramile.customers.imports import values
from extramile.customers.imports.table import Unreadable
from extramile.customers.shapes import Buyer, Purchased


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: in which order its dates have day and month, and in which currency it means amounts."""

    today: date
    dates: values.DateOrder | None = None
    currency: str = ""


def buyer_of(cells: Mapping[str, str]) -> Buyer:
    """Whom a row means. Raises Unreadable when it names nobody."""
    found = Buyer(
        number=_short(cells, "customer", 200), email=values.mail(cells.get("email", "")),
        name=_short(cells, "name", 80), phone=_short(cells, "phone", 40), place=_short(cells, "place", 80),
        language=_short(cells, "language", 12),
    )  # fmt: skip
    if not found.number and not found.email:
        raise Unreadable("the row names no customer: neither a number nor a mail address")
    return found


def known_of(cells: Mapping[str, str], reading: Reading) -> tuple[Buyer, date]:
    """A customer, and since when they are one: today where the row does not say. Raises Unreadable."""
    since = cells.get("since", "")
    return buyer_of(cells), values.day(since, reading.dates, reading.today) if since else reading.today


def purchase_of(cells: Mapping[str, str], line: str, reading: Reading) -> Purchased:
    """What a row says was bought. Raises Unreadable."""
    amount, currency = values.money(cells.get("amount", ""), cells.get("currency", "") or reading.currency)
    return Purchased(
        buyer=buyer_of(cells), day=values.day(cells.get("date", ""), reading.dates, reading.today),
        number=_short(cells, "order", 80), amount=amount, currency=currency, line=line,
    )  # fmt: skip


def _short(cells: Mapping[str, str], name: str, most: int) -> str:
    said = text.storable(cells.get(name, ""))
    if len(said) > most:
        raise Unreadable(f"“{said[:40]}…” is too long for the field “{name}” ({most} characters at most)")
    return said
