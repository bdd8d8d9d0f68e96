"""How customers like to be served."""

from __future__ import annotations

from django.db import models

from extramile.customers.models.customer import Customer


class Pace(models.TextChoices):
    FAST = "fast"
    SLOW = "slow"


class Style(models.TextChoices):
    BUSINESS = "business"
    CHAT = "chat"


class Manner(models.Model):
    """A customer's two preferences; empty where nothing is known.

    With `…_by`, an agent said so, and it stays. Without, it was read from what the customer wrote, and `…_why` has the
    figures that it rests on.
    """

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="manner")
    pace = models.CharField(max_length=8, choices=Pace, blank=True)
    pace_why = models.JSONField(null=True)
    pace_by = models.BigIntegerField(null=True)
    pace_at = models.DateTimeField(null=True)
    style = models.CharField(max_length=8, choices=Style, blank=True)
    style_why = models.JSONField(null=True)
    style_by = models.BigIntegerField(null=True)
    style_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.customer} {self.pace} {self.style}"
