"""Taking chances to please, and letting them go. Whether an agent may see the customer is asked by the caller."""

from __future__ import annotations

from django.db import transaction

from extramile.base import clock, events, text
from extramile.customers.account.facts import TOLD_BY_MISTAKE, Fact
from extramile.customers.actions import account
from extramile.customers.chances.rules import occasion_of
from extramile.customers.events import CustomerChanged
from extramile.customers.models import Chance
from extramile.people.models import Agent

_ABOUT = 300


class NoSuchOccasion(ValueError):
    """This is not the key of an occasion."""


class NoWord(ValueError):
    """Who took a chance says in a line what they did."""


def take(
    actor: Agent, customer: int, key: str, *, about: str, remembered: bool = False, conversation: int | None = None
) -> Chance:
    """Say what was done about a chance; the first who says so counts.

    With `remembered`, something personal, it is a line in the customer's account too. Raises NoSuchOccasion or NoWord.
    """
    about = text.line(text.storable(about), _ABOUT)
    if not about:
        raise NoWord
    with transaction.atomic():
        found, fresh = _answer(actor, customer, key, done=True, about=about)
        if fresh and remembered:
            account.record(
                customer, Fact.REMEMBERED, key=f"chance:{found.pk}", about=about, conversation=conversation, by=actor.pk
            )
    return found


def let_go(actor: Agent, customer: int, key: str) -> Chance:
    """Let a chance be: for this customer and occasion it is not offered again. Raises NoSuchOccasion."""
    with transaction.atomic():
        return _answer(actor, customer, key, done=False)[0]


def undo(customer: int, chance: int) -> bool:
    """Offer a chance again, and take its line in the account back; false when there is none of that number."""
    with transaction.atomic():
        gone, _ = Chance.objects.filter(customer=customer, pk=chance).delete()
        if gone:
            account.take_back(f"chance:{chance}", reason=TOLD_BY_MISTAKE)
            events.publish(CustomerChanged(customer))
    return bool(gone)


def _answer(actor: Agent, customer: int, key: str, *, done: bool, about: str = "") -> tuple[Chance, bool]:
    occasion = occasion_of(key)
    if occasion is None:
        raise NoSuchOccasion(key)
    fields = {"occasion": occasion, "done": done, "about": about, "by": actor.pk, "at": clock.now()}
    found, fresh = Chance.objects.get_or_create(customer_id=customer, key=key, defaults=fields)
    if fresh:
        events.publish(CustomerChanged(customer))
    return found, fresh
