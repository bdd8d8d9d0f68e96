"""The kept sum of each account: summed anew from its lines whenever one is added, and when facts weigh otherwise.

Nothing is added to a kept sum, so none can drift; and whoever sums holds the customer's lock and asks for the weights
after it, so that of two who meet the later one knows the lines and the weights of both.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from django.db import transaction
from django.db.models import Sum

from extramile.base import events
from extramile.customers.events import Reweighed
from extramile.customers.models import Balance, Customer, Line
from extramile.customers.queries.account import weights, worth

_AT_ONCE = 500
_SECONDS = 10.0


def anew(customers: Collection[int]) -> None:
    """Sum the accounts of these customers, whose rows the caller has locked in this transaction."""
    summed = Line.objects.filter(customer__in=customers).values("customer").annotate(kept=Sum(worth(weights())))
    balances = [Balance(customer_id=row["customer"], kept=row["kept"]) for row in summed.order_by()]
    Balance.objects.bulk_create(balances, update_conflicts=True, unique_fields=["customer"], update_fields=["kept"])


def moved(customers: Collection[int]) -> None:
    """The same after lines changed hands: who has none left has no balance either."""
    Balance.objects.filter(pk__in=customers).delete()
    anew(customers)


def walk(after: int, *, seconds: float = _SECONDS) -> None:
    """Sum all accounts of customers above an id for about `seconds`, and let the rest follow."""
    stop = time.monotonic() + seconds
    reached: int | None = after
    while reached is not None:
        reached = _step(reached, last=time.monotonic() >= stop)


@transaction.atomic
def _step(after: int, *, last: bool) -> int | None:
    """One piece; returns where it ended, or None when there is no more to do for now."""
    found = list(Balance.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    if not found:
        return None
    # In order of id, so that two walks never wait for each other in a circle.
    list(Customer.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk").values_list("pk"))
    anew(found)
    if last:
        events.keep(Reweighed(after=found[-1]))
        return None
    return int(found[-1])
