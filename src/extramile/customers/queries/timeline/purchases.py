"""Purchases on the timeline."""

from __future__ import annotations

from django.db.models import CharField
from django.db.models.functions import Cast

from extramile.customers.models import Purchase
from extramile.customers.queries.timeline.lines import Source

PURCHASES = Source(
    kind="purchase",
    rows=lambda customer: Purchase.objects.filter(customer=customer),
    when="day",
    # As text: an amount must not become a fraction of two on its way.
    about={"number": "number", "amount": Cast("amount", CharField()), "currency": "currency", "by": "by"},
    day=True,
)
