"""The one company of this install."""

from __future__ import annotations

from django.db import models

from extramile.base import clock


class Company(models.Model):
    """The company; its one row is written by the first-run page. `currency` is the code of that in which it gives.

    `time_zone` is the IANA name of the one in which its days begin, wherever its people are.
    """

    name = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=64, default="UTC")
    currency = models.CharField(max_length=3, default="EUR")
    founded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
