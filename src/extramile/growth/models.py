"""What people have shared of their own growth. All else of it is sealed."""

from __future__ import annotations

from django.db import models

from extramile.people.models import Agent


class Shared(models.Model):
    """A goal that somebody shows to colleagues they chose, as it was when they shared it last.

    `row` is the sealed one that it is a copy of. Taken back, it is gone.
    """

    row = models.UUIDField(primary_key=True)
    owner = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    seen_by = models.ManyToManyField(Agent, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.owner}: {self.title}"
