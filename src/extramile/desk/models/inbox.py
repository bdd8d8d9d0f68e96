"""Inboxes: where conversations arrive, and who may see them."""

from __future__ import annotations

from django.db import models

from extramile.people.models import Team


class Inbox(models.Model):
    """Where conversations arrive. Without teams every agent sees it; with teams only their members, and leads."""

    name = models.CharField(max_length=60, unique=True)
    teams = models.ManyToManyField(Team, related_name="inboxes", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
