"""A customer's whole emotional account, a page at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from extramile.customers.account.told import told
from extramile.customers.models import Customer
from extramile.customers.queries.account import statement
from extramile.desk.access import inboxes_of
from extramile.desk.queries.timeline import seen
from extramile.web.customers.doors import of_customer
from extramile.web.viewer import agent_of

_PAGE = 50
_FURTHEST = 1_000_000


@of_customer
@require_GET
def account(request: HttpRequest, customer: Customer) -> HttpResponse:
    """The lines after the first `after`, newest first, and the balance of all."""
    given = request.GET.get("after", "")
    skip = min(int(given), _FURTHEST) if given.isdecimal() and len(given) < 10 else 0
    found = statement(customer.pk, most=_PAGE, skip=skip, seen=seen(inboxes_of(agent_of(request))))
    shown = {"customer": customer, "account": told(found), "acts": None, "here": None, "whole": None}
    return render(request, "customers/account.html", shown | {"after": skip, "older": skip + _PAGE})
