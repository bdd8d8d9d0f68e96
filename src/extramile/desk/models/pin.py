"""Notes that a team pins up for each other."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.people.models import Team


class Pin(models.Model):
    """A line worth knowing before the queue, for a team or (without one) for everybody, until a day is over."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.CharField(max_length=200)
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)
    until = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.words
