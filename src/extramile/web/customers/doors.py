"""The way to one customer: under their own number, or under one that they had before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from extramile.customers.models import Customer
from extramile.customers.queries.profile import known_as, profile
from extramile.web.policy import Who, allow

# What a database can hold in a key; a higher number would be an error and not a customer who is not there.
_HIGHEST = 2**63 - 1
_View = Callable[..., HttpResponse]


def of_customer(page: _View) -> _View:
    """A page of one customer, for every agent. Who was merged into somebody is found under that one's address."""

    @allow(Who.AGENT)
    @wraps(page)
    def view(request: HttpRequest, customer: int, **rest: Any) -> HttpResponse:
        found = profile(customer) if customer <= _HIGHEST else None
        if found is not None:
            return page(request, found, **rest)
        into = known_as(customer) if customer <= _HIGHEST else None
        if into is None:
            raise Http404
        return redirect(f"/customers/{into}?was={customer}")

    return view


def back_to(customer: Customer) -> HttpResponse:
    """To the customer's page."""
    return redirect(f"/customers/{customer.pk}")
