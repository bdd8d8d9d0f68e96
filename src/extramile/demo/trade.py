"""What the customers of Northfold bought and did for it, over years that end today, and how that moved them.

A line of trade.json has the days ago of somebody's orders, and of what they did: [kind, days ago, words].
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from extramile.base import clock
from extramile.customers.actions import acts, ladder, purchases
from extramile.customers.ladder.alive import Parameters
from extramile.customers.models import Customer, Night
from extramile.customers.models.act import Kind
from extramile.customers.shapes import Buyer, Purchased

_WEEKS = 14
_PRICES = [Decimal(price) for price in ("64.00", "189.00", "22.50", "340.00", "95.00", "12.90", "149.00")]
# About what Northfold's own nights learn from these orders.
LEARNED = Parameters(r=0.9, alpha=16.0, a=2.0, b=40.0)


@dataclass(frozen=True, slots=True)
class _Act:
    email: str
    kind: Kind
    day: date
    about: str


def trade() -> None:
    """Write orders and acts into the database, week by week, each with the night that followed.

    Runs in the caller's transaction.
    """
    today = clock.now().date()
    orders, did = list(_orders(today)), list(_acts(today))
    done = date.min
    for back in range(_WEEKS, -1, -1):
        day = today - timedelta(weeks=back)
        purchases.bring([order for order in orders if done < order.day <= day])
        _tell([act for act in did if done < act.day <= day])
        bought = Customer.objects.exclude(purchases=None).values_list("pk", flat=True).distinct()
        ladder.night(list(bought), today=day, learned=LEARNED)
        done = day
    Night.objects.create(day=today - timedelta(days=1), ended=clock.now(), **asdict(LEARNED))


def _read() -> list[dict[str, Any]]:
    return list(json.loads((Path(__file__).parent / "trade.json").read_text(encoding="utf-8")))


def _orders(today: date) -> Iterator[Purchased]:
    dated = [(today - timedelta(days=ago), one) for one in _read() for ago in one["days"]]
    dated.sort(key=lambda pair: (pair[0], pair[1]["email"]))
    for place, (day, one) in enumerate(dated):
        buyer = Buyer(email=one["email"], name=one.get("name", ""), place=one.get("place", ""))
        yield Purchased(buyer, day, f"NF-{8600 + place}", _PRICES[place % len(_PRICES)], "GBP")


def _acts(today: date) -> Iterator[_Act]:
    for one in _read():
        for kind, ago, about in one["acts"]:
            yield _Act(one["email"], Kind(kind), today - timedelta(days=ago), about)


def _tell(did: Sequence[_Act]) -> None:
    for act in did:
        customer = Customer.objects.get(email=act.email).pk
        acts.tell(customer, act.kind, key=f"demo:{act.email}:{act.kind}:{act.day}", day=act.day, about=act.about)
