"""What is pinned up."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from extramile.desk.models.pin import Pin
from extramile.people.models import Agent

_MOST = 12


def pins_for(agent: Agent, today: date) -> list[Pin]:
    """What is pinned up for everybody, or for a team of this person's (leads see all), the newest first."""
    up = Pin.objects.filter(until__gte=today)
    if not agent.leads:
        up = up.filter(Q(team__isnull=True) | Q(team__members=agent))
    return list(up.select_related("team").order_by("-pk")[:_MOST])
