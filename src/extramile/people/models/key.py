"""Keys with which programs come in."""

from __future__ import annotations

from django.db import models

from extramile.people.models.agent import Agent


class Right(models.TextChoices):
    """What a program may be trusted with. Each is asked for alone."""

    ORDERS = "orders"
    CUSTOMERS = "customers"
    ACTS = "acts"


class ApiKey(models.Model):
    """Lets one program tell us things. `start` finds it and is no secret; of the rest only a digest is kept.

    It belongs to the company, and stays when whoever made it leaves. Of its use only the last day is known.
    """

    name = models.CharField(max_length=60)
    start = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    rights = models.JSONField(default=list)
    made_by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField()
    used_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"
