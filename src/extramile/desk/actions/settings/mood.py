"""Whether the desk estimates how customers sound."""

from __future__ import annotations

from django.db import transaction

from extramile.desk.models import MoodCorrection, MoodCounted, MoodOff, MoodSum
from extramile.people import access
from extramile.people.models import Agent


def switch_mood(actor: Agent, *, on: bool, forget: bool) -> None:
    """Estimate how customers sound, or stop; `forget` deletes what was kept when it stops. Raises access.NotAllowed."""
    with transaction.atomic():
        access.as_admin(actor)
        if on:
            MoodOff.objects.all().delete()
            return
        MoodOff.objects.get_or_create(pk=1)
        if forget:
            for kept in (MoodCorrection, MoodCounted, MoodSum):
                kept.objects.all().delete()
