"""Files that were brought in through the browser."""

from __future__ import annotations

from django.db import models

from extramile.base import clock


class Kind(models.TextChoices):
    ORDERS = "orders"
    CUSTOMERS = "customers"
    ACTS = "acts"


class Delivery(models.Model):
    """A shop's file, how it is to be read, and how far that has come. `file` is emptied when everything is stored.

    `said` has the number of a column for each field that somebody chose it for. `begun` is None as long as it was only
    looked at. Of the `read` rows `rejected` could not be taken, and `done` says what became of the others.
    """

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    file = models.BinaryField()
    said = models.JSONField(default=dict)
    dates = models.CharField(max_length=3, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    at = models.DateTimeField(default=clock.now)
    begun = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    read = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    done = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Reject(models.Model):
    """A row that could not be taken: its line, None when the file breaks off, and why."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejects")
    line = models.IntegerField(null=True)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
