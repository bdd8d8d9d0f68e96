"""What a shop tells as it happens: orders, customers, and what these did for us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from extramile.customers.actions import acts as advocacy
from extramile.customers.actions import directory, purchases
from extramile.customers.actions.purchases import Brought
from extramile.customers.imports import columns, records
from extramile.customers.shapes import Buyer, Purchased, Told
from extramile.people.models import Right
from extramile.web.api.body import objects
from extramile.web.api.items import Kind, take
from extramile.web.policy import Who, allow
from extramile.web.refusal import AWAY, Refusal

_ONLY_POST = Refusal(405, "only_post", "This address takes POST alone.", "Send the objects as the body of a POST.")
_NOTHING_HERE = Refusal(
    404, "not_there", "There is nothing at this address.",
    "Send to /api/v1/orders, /api/v1/customers or /api/v1/acts.",
)  # fmt: skip


def _orders(told: Sequence[Purchased]) -> dict[str, int]:
    return _counted(purchases.bring(told))


def _customers(told: Sequence[tuple[Buyer, date]]) -> dict[str, int]:
    return directory.bring(told).counts


def _acts(told: Sequence[Told]) -> dict[str, int]:
    return _counted(advocacy.bring(told))


def _counted(brought: Brought) -> dict[str, int]:
    return {"added": brought.added, "present": brought.present}


_ORDERS = Kind(columns.ORDER_FIELDS, records.purchase_of, _orders)
_CUSTOMERS = Kind(columns.CUSTOMER_FIELDS, lambda cells, line, reading: records.known_of(cells, reading), _customers)
_ACTS = Kind(columns.ACT_FIELDS, records.act_of, _acts)


@allow(Who.KEY, Right.ORDERS)
def orders(request: HttpRequest) -> HttpResponse:
    """What was bought, each order once."""
    return _take(request, _ORDERS)


@allow(Who.KEY, Right.CUSTOMERS)
def customers(request: HttpRequest) -> HttpResponse:
    """Who the shop knows; what is known here already is not written over."""
    return _take(request, _CUSTOMERS)


@allow(Who.KEY, Right.ACTS)
def acts(request: HttpRequest) -> HttpResponse:
    """Who would recommend us, reviewed us, thanked us in public or sent somebody who bought."""
    return _take(request, _ACTS)


@allow(Who.KEY)
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address for programs."""
    return _NOTHING_HERE.answer()


def _take(request: HttpRequest, kind: Kind[Any]) -> HttpResponse:
    if request.method != "POST":
        return _ONLY_POST.answer(Allow="POST")
    try:
        return JsonResponse(take(objects(request), kind))
    except Refusal as refusal:
        return refusal.answer()
    except (OperationalError, IntegrityError):
        return AWAY.answer()
