"""Acts of advocacy on the timeline."""

from __future__ import annotations

from extramile.customers.models import Act
from extramile.customers.queries.timeline.lines import Source

ACTS = Source(
    kind="act",
    rows=lambda customer: Act.objects.filter(customer=customer),
    when="day",
    about={"act": "kind", "about": "about", "by": "by"},
    day=True,
)
