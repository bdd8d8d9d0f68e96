"""The names that customers go by."""

from __future__ import annotations

from extramile.customers.models import Identity
from extramile.customers.models.identity import Kind


def visitors_of(customer: int) -> list[str]:
    """The visitor ids of a customer's browsers."""
    return list(Identity.objects.filter(customer=customer, kind=Kind.VISITOR).values_list("value", flat=True))
