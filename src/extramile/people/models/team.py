"""Teams."""

from __future__ import annotations

from django.db import models

from extramile.people.models.agent import Agent


class Team(models.Model):
    """A group of agents that a conversation can be given to."""

    name = models.CharField(max_length=60, unique=True)
    members = models.ManyToManyField(Agent, related_name="teams", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
