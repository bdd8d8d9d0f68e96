"""Conversation cards that a team adds to those that come along."""

from __future__ import annotations

from django.db import models

from extramile.people.models import Agent


class Card(models.Model):
    """A card of a team's own, to talk through."""

    question = models.CharField(max_length=200)
    more = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return self.question
