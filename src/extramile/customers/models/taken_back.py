"""Facts that were taken back, so that they can be put back."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer


class TakenBack(models.Model):
    """A row that stood in `table` until somebody took it back. While it is here, it counts nowhere.

    `key` is what kept the fact from coming twice; it goes on doing so for what a shop told, and is None for what
    somebody wrote by hand, so that the shop may still tell it rightly.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="taken_back")
    table = models.CharField(max_length=20)
    row = models.JSONField()
    key = models.UUIDField(null=True, db_index=True)
    by = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.customer} {self.table} taken back"
