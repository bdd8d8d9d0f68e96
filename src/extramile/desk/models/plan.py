"""Game plans: how we handle X, as short cards that the whole company writes."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.people.models import Agent


class GamePlan(models.Model):
    """One card as it is now. `published` is None while it is a draft; `checked` is when somebody last found it good.

    `helped` and `missed` are answers to "did this help", kept as sums: whose they were is not stored.
    """

    title = models.CharField(max_length=120)
    situation = models.TextField()
    first_words = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    may_give = models.TextField(blank=True)
    ask_help = models.TextField(blank=True)
    owner = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    published = models.DateTimeField(null=True, db_index=True)
    checked = models.DateField()
    changed = models.DateTimeField(default=clock.now)
    helped = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """What a card said at a moment, and who wrote it so."""

    plan = models.ForeignKey(GamePlan, on_delete=models.CASCADE, related_name="versions")
    said = models.JSONField()
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.plan} at {self.at}"
