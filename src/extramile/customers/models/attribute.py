"""What else is known of customers, in words that the company chooses."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer

MOST = 50
NAME, VALUE = 60, 300


class Attribute(models.Model):
    """One thing that is known of a customer, such as `Shoe size`: 43. `spelt` is its name without capitals.

    `by` is the agent who wrote it down; None when the shop told.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=NAME)
    spelt = models.CharField(max_length=NAME)
    value = models.CharField(max_length=VALUE)
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "spelt"], name="attribute_once")]

    def __str__(self) -> str:
        return f"{self.customer} {self.name}: {self.value}"
