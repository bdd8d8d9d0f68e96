"""Everything that changes a customer. Whether an agent may see one is asked at the desk's door, by the caller."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from extramile.base import events
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.customers.models import Block, Customer, Identity
from extramile.customers.models.identity import Kind
from extramile.people.models import Agent


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


def change_contact(actor: Agent, customer: int, *, name: str, email: str, phone: str, place: str) -> Customer:
    """Write down how a customer is called and reached. Raises Customer.DoesNotExist."""
    given = {"name": name, "email": email, "phone": phone, "place": place}
    with transaction.atomic():
        found = Customer.objects.select_for_update().get(pk=customer)
        changed = [field for field, value in given.items() if getattr(found, field) != value]
        for field in changed:
            setattr(found, field, given[field])
        if changed:
            found.save(update_fields=changed)
            events.publish(CustomerChanged(customer))
    return found


def block(actor: Agent, customer: int) -> bool:
    """Stop a customer from writing; false when they were stopped already. Raises Customer.DoesNotExist."""
    with transaction.atomic():
        found = Customer.objects.select_for_update().get(pk=customer)
        _, made = Block.objects.get_or_create(customer=found, defaults={"by": actor.pk})
        if made:
            events.publish(CustomerBlocked(customer), CustomerChanged(customer))
    return made


def unblock(actor: Agent, customer: int) -> bool:
    """Let a customer write again; false when nothing stopped them."""
    with transaction.atomic():
        gone, _ = Block.objects.filter(customer=customer).delete()
        if gone:
            events.publish(CustomerChanged(customer))
    return bool(gone)
