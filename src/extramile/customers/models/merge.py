"""Customers who turned out to be one person."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer

LONGEST_UNDO = timedelta(days=30)


class Merge(models.Model):
    """The customer of number `gone` became part of `kept`. `was` is what both were, as far as the merge changed it.

    While nobody has undone it, the address of `gone` leads to `kept`.
    """

    kept = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges")
    gone = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=254)
    was = models.JSONField(null=True)
    by = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now, db_index=True)
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} into {self.kept}"


class Moved(models.Model):
    """A row that came along. `data` holds the whole of one that could not stand beside what was there."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    data = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["merge", "table"], name="moved_table")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
