"""What customers bought."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer


class Purchase(models.Model):
    """One order. `key`, from its number or from its whole line where it has none, keeps it from coming twice.

    Amounts are in their own currency, and never added across currencies. `by` is the agent who wrote it down; None when
    the shop told.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="purchases")
    day = models.DateField()
    number = models.CharField(max_length=80, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    key = models.UUIDField(unique=True)
    by = models.BigIntegerField(null=True)
    added = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["customer", "day"], name="purchase_days")]

    def __str__(self) -> str:
        return f"{self.customer} {self.day}"
