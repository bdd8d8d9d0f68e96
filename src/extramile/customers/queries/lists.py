"""Lists of customers, a page at a time: each line says where it stands, and the next page begins after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import Q, QuerySet

from extramile.base import clock
from extramile.customers.account.fading import faded
from extramile.customers.ladder.rungs import Advocacy, Rung
from extramile.customers.ladder.signs import Sign
from extramile.customers.ladder.told import Facts
from extramile.customers.models import Balance, Customer, Standing
from extramile.customers.queries.account import overdrawn

PAGE = 50
MANY = 1_000
_CUSTOMER = ("pk", "name", "email", "phone", "place", "language", "since")
_STANDING = ("rung", "repeats", "first", "last", "alive", "acts", "public", "referrals")


class NoSuchList(LookupError):
    """The name of a list that is not there, or a place that none of its lines has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A customer in a list: how they are called and reached, what their rung rests on (None when no purchase is known),
    and in the list of overdrawn accounts the balance now. `place` is where in the list they stand."""

    customer: int
    name: str
    email: str
    phone: str
    town: str
    language: str
    since: datetime
    facts: Facts | None
    balance: float | None
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list; `rest` is the place after which the next part begins, empty at the end."""

    lines: Sequence[Line]
    rest: str


class _List(Protocol):
    def all(self) -> QuerySet[Any]: ...

    def after(self, place: str) -> QuerySet[Any]: ...

    def columns(self) -> list[str]: ...

    def place(self, row: Sequence[Any]) -> str: ...


class _Standings:
    """Customers on a rung, or with a sign: who bought last comes first."""

    def __init__(self, **which: int) -> None:
        self._which = which

    def all(self) -> QuerySet[Standing]:
        return Standing.objects.filter(**self._which).order_by("-last", "-customer")

    def after(self, place: str) -> QuerySet[Standing]:
        day, _, customer = place.partition("~")
        last = date.fromisoformat(day)
        # The plain bound on the day is what the index can use.
        return self.all().filter(Q(last__lt=last) | Q(customer__lt=_id(customer)), last__lte=last)

    def columns(self) -> list[str]:
        return [*(f"customer__{name}" for name in _CUSTOMER), *_STANDING]

    def place(self, row: Sequence[Any]) -> str:
        return f"{row[len(_CUSTOMER) + 3]}~{row[0]}"


class _Overdrawn:
    """Accounts below zero, the deepest first."""

    def all(self) -> QuerySet[Balance]:
        return overdrawn().order_by("kept", "customer")

    def after(self, place: str) -> QuerySet[Balance]:
        kept, _, customer = place.partition("~")
        floor = float(kept)
        return self.all().filter(Q(kept__gt=floor) | Q(customer__gt=_id(customer)), kept__gte=floor)

    def columns(self) -> list[str]:
        standing = (f"customer__standing__{name}" for name in _STANDING)
        return [*(f"customer__{name}" for name in _CUSTOMER), *standing, "kept"]

    def place(self, row: Sequence[Any]) -> str:
        return f"{row[-1]!r}~{row[0]}"


class _Everyone:
    """Every customer, the newest first; or only `some`."""

    def __init__(self, some: Sequence[int] | None = None) -> None:
        self._some = some

    def all(self) -> QuerySet[Customer]:
        found = Customer.objects.order_by("-pk")
        return found if self._some is None else found.filter(pk__in=self._some)

    def after(self, place: str) -> QuerySet[Customer]:
        return self.all().filter(pk__lt=_id(place))

    def columns(self) -> list[str]:
        return [*_CUSTOMER, *(f"standing__{name}" for name in _STANDING)]

    def place(self, row: Sequence[Any]) -> str:
        return str(row[0])


def named(rung: Rung) -> str:
    """The name of the list of those who stand on a rung."""
    return rung.name.lower().replace("_", "-")


_LISTS: dict[str, _List] = {
    **{named(rung): _Standings(rung=rung.value) for rung in Rung if rung},
    "drifting": _Standings(sign=Sign.DRIFTING.value),
    "one-order-away": _Standings(sign=Sign.ORDER.value),
    "one-act-away": _Standings(sign=Sign.ACT.value),
    "overdrawn": _Overdrawn(),
    "everyone": _Everyone(),
}
NAMES = tuple(_LISTS)


def page(name: str, *, after: str = "", most: int = PAGE) -> Page:
    """The first `most` of a list, or those after a place. Raises NoSuchList."""
    found = _LISTS.get(name)
    if found is None:
        raise NoSuchList(name)
    return _page(found, after, most)


def those(customers: Sequence[int]) -> Page:
    """Some customers, the newest first, as a list that has no further page."""
    return _page(_Everyone(customers), "", len(customers))


def how_many(*names: str) -> dict[str, int]:
    """How many stand in each of some lists, counted up to MANY and one more. One query."""
    parts: list[str] = []
    values: list[Any] = []
    for place, name in enumerate(names):
        one = _LISTS[name].all().order_by().values("pk")[: MANY + 1]
        sql, given = one.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) q{place})")  # noqa: S608
        values += given
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return dict(zip(names, cursor.fetchone() or (), strict=True))


def _page(found: _List, after: str, most: int) -> Page:
    try:
        rows = found.after(after) if after else found.all()
    except ValueError as error:
        raise NoSuchList(after) from error
    got = list(rows.values_list(*found.columns())[: most + 1])
    now = clock.now()
    lines = [_line(found, row, now) for row in got[:most]]
    return Page(lines, lines[-1].place if len(got) > most else "")


def _id(written: str) -> int:
    if not written.isdecimal() or len(written) > 18:
        raise ValueError(written)
    return int(written)


def _line(found: _List, row: Sequence[Any], now: datetime) -> Line:
    end = len(_CUSTOMER)
    balance = faded(row[-1], now) if isinstance(found, _Overdrawn) else None
    told = (*row[:end], _facts(row[end : end + len(_STANDING)]), balance, found.place(row))
    return Line(*told)


def _facts(stood: Sequence[Any]) -> Facts | None:
    rung, repeats, first, last, alive, *did = stood
    return None if rung is None else Facts(Rung(rung), repeats, first, last, alive, Advocacy(*did))
