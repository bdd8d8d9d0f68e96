"""What somebody here writes down of customers, where no shop tells of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from extramile.base import clock, text
from extramile.base.collisions import together
from extramile.customers.actions import acts, ladder
from extramile.customers.models import Act, Customer, Purchase
from extramile.customers.models.act import Kind
from extramile.customers.shapes import Buyer, Purchased
from extramile.people.models import Agent

_NUMBER = 80


class KnownAlready(ValueError):
    """An order with this number is there; `customer` has it."""

    def __init__(self, customer: int) -> None:
        super().__init__(customer)
        self.customer = customer


def write_down(
    actor: Agent, customer: int, *, form: UUID, day: date, amount: Decimal | None, currency: str, number: str
) -> Purchase:
    """Store a purchase, and place its customer on the ladder. What is sent twice in one form is one purchase; what is
    written into it otherwise, by the way back in a browser, is another.

    Raises KnownAlready when a shop or somebody else told of the number, or Customer.DoesNotExist.
    """
    order = Purchased(
        Buyer(), day, number=text.storable(number.strip())[:_NUMBER], amount=amount,
        currency=currency, line=f"by hand:{form}:{day}:{amount}:{currency}",
    )  # fmt: skip
    return together(lambda: _store(actor, customer, order))


def note(actor: Agent, customer: int, kind: Kind, *, about: str = "") -> tuple[Act, bool]:
    """Write down what a customer did for us, as of today where the agent is; false with it when it was there already.

    The same kind with the same words on one day is the same act, so a second click counts once.
    Raises Customer.DoesNotExist.
    """
    day, about = timezone.localdate(clock.now()), text.line(text.storable(about), acts.ABOUT)
    key = f"by hand:{customer}:{kind}:{day}:{about.casefold()}"
    with transaction.atomic():
        fresh = acts.tell(customer, kind, key=key, day=day, about=about, by=actor.pk)
        same = Act.objects.filter(customer=customer, kind=kind, day=day, about__iexact=about)
        return same.latest("pk"), fresh


@transaction.atomic
def _store(actor: Agent, customer: int, order: Purchased) -> Purchase:
    Customer.objects.select_for_update(no_key=True).get(pk=customer)
    told = {
        "customer_id": customer, "day": order.day, "number": order.number, "amount": order.amount,
        "currency": order.currency, "by": actor.pk,
    }  # fmt: skip
    found, fresh = Purchase.objects.get_or_create(key=order.key, defaults=told)
    same = (found.customer_id, found.day, found.amount) == (customer, order.day, order.amount)
    if not fresh and not same:
        raise KnownAlready(found.customer_id)
    if fresh:
        ladder.facts_changed([customer])
    return found
