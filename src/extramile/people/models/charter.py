"""What the company is for."""

from __future__ import annotations

from django.db import models

from extramile.base import clock


class Charter(models.Model):
    """One version of the company's vision, values, strategy and goals. The newest counts; those before it are kept."""

    vision = models.TextField(blank=True)
    values = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"charter {self.pk}"
