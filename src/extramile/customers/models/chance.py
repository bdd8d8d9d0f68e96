"""Chances to please that were answered."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.chances.rules import Occasion
from extramile.customers.models.customer import Customer


class Chance(models.Model):
    """Somebody took a chance to please a customer, and says in a line `about` it what they did; or let it go.

    `key` names the occasion, which is not offered again.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="chances")
    occasion = models.CharField(max_length=11, choices=[(one.value, one.value) for one in Occasion])
    key = models.CharField(max_length=60)
    done = models.BooleanField()
    about = models.CharField(max_length=300, blank=True)
    by = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "key"], name="chance_once")]
        indexes = [models.Index(fields=["customer", "at"], name="chance_customer")]

    def __str__(self) -> str:
        return f"{self.customer} {self.key}"
