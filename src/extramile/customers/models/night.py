"""The nightly walk over all customers, and what it learned."""

from __future__ import annotations

from django.db import models


class Night(models.Model):
    """One night: the parameters it learned from `learned_from` customers (None from too few), and how far it has come.

    `reached` is the last customer that was placed; `ended` is set when everybody was.
    """

    day = models.DateField(primary_key=True)
    r = models.FloatField(null=True)
    alpha = models.FloatField(null=True)
    a = models.FloatField(null=True)
    b = models.FloatField(null=True)
    learned_from = models.IntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"night of {self.day}"
