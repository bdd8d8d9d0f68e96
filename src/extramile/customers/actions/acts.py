"""What customers did for us, from wherever it is told: a rating, a shop's list, or an agent who heard of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from extramile.base import events, text
from extramile.customers.actions import ladder
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Act, Customer
from extramile.customers.models.act import Kind

_NAMES = uuid.UUID("6c1b6a0e-5a3d-5c39-9d5e-0d1a0f6f2b7e")
_ABOUT = 500


def tell(customer: int, kind: Kind, *, key: str, day: date, about: str = "", by: int | None = None) -> bool:
    """Write down an act, and place its customer on the ladder; false when it is there already, under the same key.

    `key` names what happened, such as `recommends:CONVERSATION:SAID`, so that the same act told twice counts once.
    Raises Customer.DoesNotExist.
    """
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=customer)
        about = text.line(text.storable(about), _ABOUT)
        told = {"customer_id": customer, "kind": kind, "day": day, "about": about, "by": by}
        _, fresh = Act.objects.get_or_create(key=_named(key), defaults=told)
        if fresh:
            ladder.facts_changed([customer])
            events.publish(CustomerChanged(customer))
    return fresh


def take_back(key: str) -> bool:
    """An act turned out not to be one; false when it is not there. The rung that it gave goes with it."""
    with transaction.atomic():
        found = Act.objects.select_for_update().filter(key=_named(key)).first()
        if found is None:
            return False
        found.delete()
        ladder.act_withdrawn(found.customer_id)
        events.publish(CustomerChanged(found.customer_id))
    return True


def _named(key: str) -> uuid.UUID:
    return uuid.uuid5(_NAMES, key)
