"""How a customer is reached, and whether they may write. Whether an agent may see one is asked by the caller."""

from __future__ import annotations

from django.db import transaction

from extramile.base import events
from extramile.customers.events import CustomerBlocked, CustomerChanged
from extramile.customers.models import Block, Customer
from extramile.people.models import Agent


def change_contact(actor: Agent, customer: int, *, name: str, email: str, phone: str, place: str) -> Customer:
    """Write down how a customer is called and reached. Raises Customer.DoesNotExist."""
    given = {"name": name, "email": email, "phone": phone, "place": place}
    with transaction.atomic():
        found = Customer.objects.select_for_update(no_key=True).get(pk=customer)
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
        found = Customer.objects.select_for_update(no_key=True).get(pk=customer)
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
