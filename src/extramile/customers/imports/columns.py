"""Which column of a shop's file is which, by its heading or by what the caller says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extramile.customers.imports.table import Unreadable

ORDER_FIELDS = ("customer", "email", "name", "phone", "date", "order", "amount", "currency")
# A heading such as "attribute: Shoe size" is one more thing that is known, by its name.
ATTRIBUTE = "attribute:"
CUSTOMER_FIELDS = ("customer", "email", "name", "phone", "place", "language", "since", ATTRIBUTE)
ACT_FIELDS = ("customer", "email", "name", "phone", "kind", "day", "about", "score", "stars", "key")

NONE = "-"

_SPELT = {
    "customer": "customer customerid customerno customernumber customercode clientid client userid buyer buyerid "
    "cid kunde kundennummer kundennr",
    "email": "email mail emailaddress customeremail billingemail buyeremail contactemail",
    "name": "name customername fullname billingname buyername contactname",
    "phone": "phone telephone phonenumber billingphone mobile tel telefon",
    "place": "place city town location billingcity ort stadt",
    "language": "language locale lang sprache",
    "since": "since customersince created createdat registered registeredat signupdate",
    "date": "date day orderdate purchasedate purchasedat orderedat createdat created paidat processedat "
    "datum bestelldatum kaufdatum",
    "order": "order orderid orderno ordernumber number invoice invoiceno invoicenumber transactionid "
    "bestellnummer bestellung rechnungsnummer",
    "amount": "amount total totalprice ordertotal grandtotal price value revenue sum subtotal betrag summe gesamt",
    "currency": "currency currencycode waehrung währung",
    "kind": "kind act type art",
    "day": "day date createdat created answeredat reviewedat submittedat datum tag",
    "about": "about comment text words quote title kommentar",
    "score": "score recommend wouldrecommend likelihood",
    "stars": "stars rating sterne bewertung",
    "key": "key id reviewid responseid",
}


class WrongColumn(ValueError):
    """The caller named a field or a column that is not there; the message says which there are."""


def columns(header: Sequence[str], fields: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands: as `said` (field to heading, to the column's number from 1, or to NONE), else as headed.

    Raises WrongColumn.
    """
    headings = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for name, column in said.items():
        if name not in fields and not (ATTRIBUTE in fields and name.startswith(ATTRIBUTE)):
            raise WrongColumn(f"There is no field “{name}”. There are: {', '.join(fields)}.")
        if column != NONE:
            found[name] = _said(column, header, headings)
    for name in fields:
        if name not in said and name != ATTRIBUTE:
            spelt = _SPELT[name].split()
            places = [headings.index(way) for way in spelt if way in headings]
            free = [place for place in places if place not in found.values()]
            if free:
                found[name] = free[0]
    return found | (_attributes(header, found) if ATTRIBUTE in fields else {})


def _attributes(header: Sequence[str], found: Mapping[str, int]) -> dict[str, int]:
    taken = set(found.values())
    named = [(one.partition(":"), place) for place, one in enumerate(header) if place not in taken]
    return {
        ATTRIBUTE + name.strip(): place
        for (kind, colon, name), place in named
        if kind.strip().casefold() + colon == ATTRIBUTE and name.strip()
    }


def _said(column: str, header: Sequence[str], headings: Sequence[str]) -> int:
    if column in header:
        return header.index(column)
    if _plain(column) in headings:
        return headings.index(_plain(column))
    if column.isdecimal() and 1 <= int(column) <= len(header):
        return int(column) - 1
    raise WrongColumn(f"There is no column “{column}”. There are: {', '.join(header)}.")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


def cells_by_field(cells: Sequence[str], places: Mapping[str, int], width: int) -> dict[str, str]:
    """A row's cells by field. Raises Unreadable when it has more or fewer cells than the header."""
    # Trailing delimiters are how spreadsheets say that nothing follows.
    if len(cells) < width or any(cells[width:]):
        raise Unreadable(f"the row has {len(cells)} cells, and the header {width}")
    return {name: cells[place] for name, place in places.items()}
