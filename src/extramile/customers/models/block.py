"""Blocked customers."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer


class Block(models.Model):
    """A customer who may not write for now: the row is there while the block stands, and says who set it and when."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, related_name="block")
    by = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.customer} blocked"
