"""Everything that changes a customer."""

from __future__ import annotations

from extramile.customers.models import Customer, Identity
from extramile.customers.models.identity import Kind


def customer_of_visitor(visitor: str, *, language: str = "") -> Customer:
    """The customer behind a browser's visitor id, made when it is new. Runs in the caller's transaction."""
    known = Identity.objects.filter(kind=Kind.VISITOR, value=visitor).select_related("customer").first()
    if known is not None:
        return known.customer
    customer = Customer.objects.create(language=language[:12])
    Identity.objects.create(customer=customer, kind=Kind.VISITOR, value=visitor)
    return customer
