"""What else is known of a customer: a few words by name."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from extramile.base import clock, events, text
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Attribute, Customer
from extramile.customers.models.attribute import MOST as MOST
from extramile.customers.models.attribute import NAME as NAME
from extramile.customers.models.attribute import VALUE as VALUE
from extramile.people.models import Agent


class TooMany(ValueError):
    """A customer has at most MOST attributes."""


class NoWords(ValueError):
    """An attribute has a name and a value."""


class TooLong(ValueError):
    """A name has at most NAME characters, a value at most VALUE."""


def keep(actor: Agent | None, customer: int, known: Mapping[str, str]) -> int:
    """Write down what is known, by name; what was there under a name is replaced. How many of them are news.

    All or nothing. Raises NoWords, TooLong, TooMany or Customer.DoesNotExist.
    """
    wanted = {name.casefold(): (name, value) for name, value in map(_checked, known.items())}
    with transaction.atomic():
        Customer.objects.select_for_update(no_key=True).get(pk=customer)
        there = {one.spelt: one for one in Attribute.objects.filter(customer=customer)}
        if len(there.keys() | wanted.keys()) > MOST:
            raise TooMany
        by, at, changed = actor.pk if actor else None, clock.now(), 0
        for spelt, (name, value) in wanted.items():
            one = there.get(spelt) or Attribute(customer_id=customer, spelt=spelt)
            if (one.name, one.value) != (name, value):
                one.name, one.value, one.by, one.at = name, value, by, at
                one.save()
                changed += 1
        if changed:
            events.publish(CustomerChanged(customer))
    return changed


def fill_in(told: Mapping[int, Mapping[str, str]]) -> tuple[set[int], int]:
    """Write down what a shop tells of customers, by their keys; of which of them something is news, and how much was
    left out.

    What an agent wrote under a name stays, what the shop told before is replaced, and beyond MOST nothing is kept.
    Runs in the caller's transaction.
    """
    there: dict[int, dict[str, Attribute]] = {customer: {} for customer in told}
    for found in Attribute.objects.filter(customer__in=told):
        there[found.customer_id][found.spelt] = found
    new: list[Attribute] = []
    other: list[Attribute] = []
    left_out = 0
    for customer, known in told.items():
        own = there[customer]
        for name, value in known.items():
            before = own.get(name.casefold())
            if before is None and len(own) >= MOST:
                left_out += 1
            elif before is None:
                made = Attribute(customer_id=customer, name=name, spelt=name.casefold(), value=value)
                own[made.spelt] = made
                new.append(made)
            elif before.by is None and before.value != value:
                before.value, before.at = value, clock.now()
                if before.pk:
                    other.append(before)
    Attribute.objects.bulk_create(new)
    Attribute.objects.bulk_update(other, ["value", "at"], batch_size=200)
    return {one.customer_id for one in [*new, *other]}, left_out


def _checked(told: tuple[str, str]) -> tuple[str, str]:
    name, value = (" ".join(text.storable(part).split()) for part in told)
    if not name or not value:
        raise NoWords
    if len(name) > NAME or len(value) > VALUE or len(name.casefold()) > NAME:
        raise TooLong
    return name, value
