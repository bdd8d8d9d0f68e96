"""Customers who look alike and are two."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer


class Apart(models.Model):
    """Somebody says that a customer is not the one of number `other`. There is a row for each of the two, so that it
    still holds when one of them is merged into a third."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="apart")
    other = models.BigIntegerField()
    by = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "other"], name="apart_once")]

    def __str__(self) -> str:
        return f"{self.customer} is not {self.other}"
