"""What customers bought, from wherever it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.base import clock
from extramile.base.tries import in_one
from extramile.customers.actions import ladder
from extramile.customers.actions.buyers import meet
from extramile.customers.actions.many import put
from extramile.customers.models import Purchase
from extramile.customers.queries.told import known
from extramile.customers.shapes import Purchased


@dataclass(slots=True)
class Brought:
    """How many orders were new, and how many had come before."""

    added: int = 0
    present: int = 0

    def __add__(self, other: Brought) -> Brought:
        return Brought(self.added + other.added, self.present + other.present)


def bring(orders: Sequence[Purchased]) -> Brought:
    """Store orders in one transaction, and place their customers on the ladder; those that are there already stay.

    Raises OperationalError when the database stays locked or the disk is full; nothing of the batch is stored then.
    """
    return in_one(lambda: _bring(orders))


def would_bring(orders: Sequence[Purchased]) -> Brought:
    """What `bring` would come to, as far as one batch can tell; nothing is stored."""
    wanted = {order.key for order in orders}
    there = len(known(Purchase, wanted))
    return Brought(len(wanted) - there, len(orders) - len(wanted) + there)


def _bring(orders: Sequence[Purchased]) -> Brought:
    wanted = {order.key: order for order in orders}
    there = known(Purchase, wanted)
    new = [(key, order) for key, order in wanted.items() if key not in there]
    customers = meet([(order.buyer, order.day) for _, order in new]).customers
    now = clock.now()
    bought = [
        (customer, order.day, order.number, order.amount, order.currency, key, None, now)
        for (key, order), customer in zip(new, customers, strict=True)
    ]
    put(Purchase, ("customer_id", "day", "number", "amount", "currency", "key", "by", "added"), bought)
    ladder.facts_changed(customers)
    return Brought(len(new), len(orders) - len(new))
