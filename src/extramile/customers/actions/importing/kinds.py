"""What files of orders, customers and acts say in a row, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from extramile.base import clock
from extramile.customers.actions import acts, directory, purchases
from extramile.customers.imports import columns, records, values
from extramile.customers.shapes import Buyer, Purchased, Told

_NOBODY = "No column tells the customer. Say which one does, for example --map customer=COLUMN."
_NO_DAY = "No column tells the date. Say which one does, for example --map {dated}=COLUMN."
_NO_KIND = "No column tells the kind of act. Say which one does, for example --map kind=COLUMN."


class _Dated:
    dated: ClassVar[str]

    def __init__(self, *, currency: str = "", dates: values.DateOrder | None = None) -> None:
        self._reading = records.Reading(clock.now().date(), dates, currency)

    def look(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Learn in which order the file's dates have day and month."""
        if self._reading.dates is None:
            order = values.order_of_dates([cells.get(self.dated, "") for cells in rows])
            self._reading = replace(self._reading, dates=order)

    def _no_day(self, places: Mapping[str, int]) -> str:
        return "" if self.dated in places else _NO_DAY.format(dated=self.dated)

    def _nobody(self, places: Mapping[str, int]) -> str:
        return "" if {"customer", "email"} & places.keys() else _NOBODY


class Orders(_Dated):
    """A file of orders: whom, when, and what it came to."""

    what = "orders"
    dated = "date"
    fields = columns.ORDER_FIELDS
    _added = 0

    def missing(self, places: Mapping[str, int]) -> str:
        """Orders need a date, and a customer by number or by mail address."""
        return self._no_day(places) or self._nobody(places)

    def read(self, cells: Mapping[str, str], line: str) -> Purchased:
        """A row as an order. Raises Unreadable."""
        return records.purchase_of(cells, line, self._reading)

    def store(self, orders: Sequence[Purchased], *, dry: bool) -> dict[str, int]:
        """Store orders that are not there yet."""
        brought = purchases.would_bring(orders) if dry else purchases.bring(orders)
        self._added += 0 if dry else brought.added
        return {"added": brought.added, "present": brought.present}

    def settle(self) -> bool:
        """Orders teach anew who is still a customer."""
        return self._added > 0


class Customers(_Dated):
    """A file of customers: the names they go by, and how they are reached."""

    what = "customers"
    dated = "since"
    fields = columns.CUSTOMER_FIELDS

    def missing(self, places: Mapping[str, int]) -> str:
        """Customers need a number or a mail address."""
        return self._nobody(places)

    def read(self, cells: Mapping[str, str], line: str) -> tuple[Buyer, date]:
        """A row as a customer. Raises Unreadable."""
        return records.known_of(cells, self._reading)

    def store(self, known: Sequence[tuple[Buyer, date]], *, dry: bool) -> dict[str, int]:
        """Make those who are new, and fill in what is not known yet of the others."""
        return directory.bring(known, dry=dry).counts

    def settle(self) -> bool:
        """Who has not bought stands on no rung."""
        return False


class Acts(_Dated):
    """A file of what customers did for us beyond buying."""

    what = "acts"
    dated = "day"
    fields = columns.ACT_FIELDS

    def missing(self, places: Mapping[str, int]) -> str:
        """Acts need a kind, a day, and a customer by number or by mail address."""
        return ("" if "kind" in places else _NO_KIND) or self._no_day(places) or self._nobody(places)

    def read(self, cells: Mapping[str, str], line: str) -> Told:
        """A row as an act. Raises Unreadable."""
        return records.act_of(cells, line, self._reading)

    def store(self, told: Sequence[Told], *, dry: bool) -> dict[str, int]:
        """Store acts that are not there yet."""
        brought = acts.would_bring(told) if dry else acts.bring(told)
        return {"added": brought.added, "present": brought.present}

    def settle(self) -> bool:
        """An act moves its customer up at once, and teaches nothing of the others."""
        return False
