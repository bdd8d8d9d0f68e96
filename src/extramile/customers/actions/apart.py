"""Customers who look alike, and of whom an agent says that they are two: a family may share an address."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from extramile.customers.models import Apart, Customer
from extramile.people.models import Agent


class SamePerson(ValueError):
    """Nobody is somebody else than themselves."""


@transaction.atomic
def tell_apart(actor: Agent, customer: int, other: int) -> None:
    """They are not the same, and are not suggested to be any more. Twice is as once.

    Raises SamePerson, or Customer.DoesNotExist.
    """
    if customer == other:
        raise SamePerson(customer)
    both = [customer, other]
    found = Customer.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk")
    if len(found.values_list("pk", flat=True)) < len(both):
        raise Customer.DoesNotExist
    pairs = [Apart(customer_id=one, other=two, by=actor.pk) for one, two in (both, reversed(both))]
    Apart.objects.bulk_create(pairs, ignore_conflicts=True)


def alike_after_all(customer: int, other: int) -> None:
    """They may be the same, and are suggested again."""
    Apart.objects.filter(Q(customer=customer, other=other) | Q(customer=other, other=customer)).delete()
