"""What was done to please a customer, on the timeline."""

from __future__ import annotations

from extramile.customers.models import Chance
from extramile.customers.queries.timeline.lines import Source

CHANCES = Source(
    kind="chance",
    rows=lambda customer: Chance.objects.filter(customer=customer, done=True),
    when="at",
    about={"about": "about", "by": "by"},
)
