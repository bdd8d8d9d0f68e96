"""Tags."""

from __future__ import annotations

from django.db import models


class Tag(models.Model):
    """A word that agents put on conversations."""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
