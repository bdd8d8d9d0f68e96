"""Moves on the ladder on the timeline."""

from __future__ import annotations

from extramile.customers.models import Move
from extramile.customers.queries.timeline.lines import Source

MOVES = Source(
    kind="move",
    rows=lambda customer: Move.objects.filter(customer=customer),
    when="day",
    day=True,
    about={"before": "before", "after": "after"},
)
