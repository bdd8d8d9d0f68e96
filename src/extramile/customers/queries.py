"""Reads about customers."""

from __future__ import annotations

from extramile.customers.models import Block, Identity
from extramile.customers.models.identity import Kind


def is_blocked(customer: int) -> bool:
    """Whether a customer may not write for now."""
    return Block.objects.filter(customer=customer).exists()


def visitors_of(customer: int) -> list[str]:
    """The visitor ids of a customer's browsers."""
    return list(Identity.objects.filter(customer=customer, kind=Kind.VISITOR).values_list("value", flat=True))
