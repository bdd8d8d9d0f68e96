"""The emotional account of each customer."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.account.facts import Fact
from extramile.customers.models.customer import Customer

FACTS = [(fact.value, fact.value) for fact in Fact]


class Line(models.Model):
    """A dated fact. Lines are added and never changed or deleted: `reverses` names the one that this takes back.

    `grown` is what a weight of 1 comes to as of the fixed day of `account.fading`, less than 0 in a reversal. `key`
    keeps a fact from being told twice. `conversation` is where it happened, on the desk's floor.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="lines")
    fact = models.CharField(max_length=20, choices=FACTS)
    at = models.DateTimeField()
    grown = models.FloatField()
    about = models.CharField(max_length=300, blank=True)
    conversation = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120, unique=True)
    reverses = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="reversal")
    by = models.BigIntegerField(null=True)
    added = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["customer", "at"], name="line_customer"),
            models.Index(fields=["conversation"], name="line_conversation"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.fact}"


class Weight(models.Model):
    """What a fact weighs here, where the company says otherwise than we."""

    fact = models.CharField(max_length=20, choices=FACTS, primary_key=True)
    weight = models.FloatField()
    by = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.fact} {self.weight}"


class Balance(models.Model):
    """The sum of a customer's lines as of the fixed day: kept, not summed."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="balance")
    kept = models.FloatField(default=0.0)

    class Meta:
        indexes = [models.Index(fields=["kept"], name="balance_kept")]

    def __str__(self) -> str:
        return f"{self.customer} {self.kept}"
