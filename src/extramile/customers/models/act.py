"""What customers did for us: acts of advocacy."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.ladder.acts import PUBLIC, Kind
from extramile.customers.models.customer import Customer

__all__ = ["KINDS", "PUBLIC", "Act", "Kind"]
KINDS = [(kind.value, kind.name.capitalize()) for kind in Kind]


class Act(models.Model):
    """A customer would recommend us, reviewed us in public, let their thanks be shared, or sent somebody who bought.

    `key` is made from what the act was, so that the same one told twice counts once.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=10, choices=KINDS)
    day = models.DateField()
    about = models.CharField(max_length=500, blank=True)
    key = models.UUIDField(unique=True)
    by = models.BigIntegerField(null=True)
    added = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["customer", "day"], name="act_days")]

    def __str__(self) -> str:
        return f"{self.customer} {self.kind} {self.day}"
