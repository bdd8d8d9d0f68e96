"""Which customer a name belongs to."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from extramile.customers.models import Customer, Identity
from extramile.customers.models.identity import Kind


def hold(visitors: Collection[str]) -> None:
    """Let nobody else look for what these browsers have open until the caller's transaction ends."""
    names = Identity.objects.filter(kind=Kind.VISITOR, value__in=visitors).order_by("pk")
    list(names.select_for_update(no_key=True).values_list("pk"))


def customers_of_visitors(languages: Mapping[str, str]) -> dict[str, int]:
    """The customers behind browsers' visitor ids, made where they are new; `languages` by visitor id.

    Runs in the caller's transaction.
    """
    known = Identity.objects.filter(kind=Kind.VISITOR, value__in=languages)
    customers = dict(known.values_list("value", "customer_id"))
    new = [visitor for visitor in languages if visitor not in customers]
    made = Customer.objects.bulk_create(Customer(language=languages[visitor][:12]) for visitor in new)
    names = [
        Identity(customer=customer, kind=Kind.VISITOR, value=visitor)
        for visitor, customer in zip(new, made, strict=True)
    ]
    Identity.objects.bulk_create(names)
    return customers | {name.value: name.customer_id for name in names}
