"""A row of a shop's file as a customer, or as what one bought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ParamSpec, TypeVar

from extramile.base import text
from extramile.customers.imports import values
from extramile.customers.imports.columns import ATTRIBUTE
from extramile.customers.imports.table import Unreadable
from extramile.customers.ladder.acts import Kind
from extramile.customers.models import attribute
from extramile.customers.shapes import Buyer, Purchased, Told

_ABOUT = 500
Given = ParamSpec("Given")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: in which order its dates have day and month, and in which currency it means amounts."""

    today: date
    dates: values.DateOrder | None = None
    currency: str = ""


def buyer_of(cells: Mapping[str, str]) -> Buyer:
    """Whom a record means. Raises Unreadable when it names nobody."""
    found = Buyer(
        number=_short(cells, "customer", 200), email=_field("email", values.mail, cells.get("email", "")),
        name=_short(cells, "name", 80), phone=_short(cells, "phone", 40), place=_short(cells, "place", 80),
        language=_short(cells, "language", 12),
    )  # fmt: skip
    if not found.number and not found.email:
        raise Unreadable("no customer is named: neither by a number nor by a mail address", "customer")
    return found


def known_of(cells: Mapping[str, str], reading: Reading) -> tuple[Buyer, date]:
    """A customer, and since when they are one: today where the record does not say. Raises Unreadable."""
    buyer = replace(buyer_of(cells), known=tuple(_known(cells)))
    return buyer, _day(cells, "since", reading) if cells.get("since") else reading.today


def purchase_of(cells: Mapping[str, str], line: str, reading: Reading) -> Purchased:
    """What a record says was bought. Raises Unreadable."""
    given = cells.get("amount", ""), cells.get("currency", "") or reading.currency
    amount, currency = _field("amount", values.money, *given)
    return Purchased(
        buyer=buyer_of(cells), day=_day(cells, "date", reading), number=_short(cells, "order", 80), amount=amount,
        currency=currency, line=line,
    )  # fmt: skip


def act_of(cells: Mapping[str, str], line: str, reading: Reading) -> Told:
    """What a record says a customer did for us, when it counts. Raises Unreadable."""
    kind = _field("kind", values.kind, cells.get("kind", ""))
    if kind is Kind.RECOMMENDS:
        _field("score", values.would_recommend, cells.get("score", ""))
    elif kind is Kind.REVIEW:
        _field("stars", values.reviewed_well, cells.get("stars", ""))
    return Told(
        buyer=buyer_of(cells), kind=kind, day=_day(cells, "day", reading), name=_short(cells, "key", 200), line=line,
        about=text.line(text.storable(cells.get("about", "")), _ABOUT),
    )  # fmt: skip


def _known(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kept = [name for name, value in cells.items() if name.startswith(ATTRIBUTE) and value.strip()]
    if len(kept) > attribute.MOST:
        raise Unreadable(f"at most {attribute.MOST} attributes are kept of one customer", "attributes")
    for field in kept:
        name, value = (" ".join(text.storable(one).split()) for one in (field.removeprefix(ATTRIBUTE), cells[field]))
        if not name or max(len(name), len(name.casefold())) > attribute.NAME or len(value) > attribute.VALUE:
            most = f"{attribute.NAME} characters for the name, {attribute.VALUE} for what it is"
            raise Unreadable(f"the attribute “{name[:40]}” has no name, or is too long: {most}", "attributes")
        if value:
            yield name, value


def _day(cells: Mapping[str, str], name: str, reading: Reading) -> date:
    return _field(name, values.day, cells.get(name, ""), reading.dates, reading.today)


def _short(cells: Mapping[str, str], name: str, most: int) -> str:
    said = text.storable(cells.get(name, ""))
    if len(said) > most:
        raise Unreadable(f"“{said[:40]}…” is too long for the field “{name}” ({most} characters at most)", name)
    return said


def _field(name: str, read: Callable[Given, Value], *given: Given.args, **more: Given.kwargs) -> Value:
    try:
        return read(*given, **more)
    except Unreadable as wrong:
        wrong.field = wrong.field or name
        raise
