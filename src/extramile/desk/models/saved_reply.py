"""Saved replies."""

from __future__ import annotations

from django.db import models


class SavedReply(models.Model):
    """A text kept for use in the composer, found by `/` and its shortcut. Variables stand in braces: {customer}."""

    shortcut = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=10_000)

    class Meta:
        ordering = ["shortcut"]

    def __str__(self) -> str:
        return self.title
