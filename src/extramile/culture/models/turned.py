"""Mail that goes once, whoever looks, however often it is tried."""

from __future__ import annotations

from django.db import models


class Turned(models.Model):
    """A letter of which there is one row, and only whose newest `turn` may send.

    `due` is when the machine tries (again), None once it is `sent`; `begun` is that a job has taken this turn.
    """

    turn = models.PositiveSmallIntegerField(default=0)
    begun = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    due = models.DateTimeField(null=True, db_index=True)

    class Meta:
        abstract = True
