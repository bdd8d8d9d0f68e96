"""Learning from a slip: what happened, what was expected, what we learned, what we change. No name is asked."""

from __future__ import annotations

from django.db import models

from extramile.base.ids import chance_key
from extramile.culture.models.talk import Thread
from extramile.desk.models import Conversation
from extramile.people.models import Agent


class Slip(models.Model):
    """One slip that others can learn from. Told without a name, neither its author nor its conversation is stored, and
    the keys are by chance: the order of the rows tells nothing either."""

    id = models.BigAutoField(primary_key=True, default=chance_key)
    name = models.UUIDField(unique=True)
    title = models.CharField(max_length=120)
    happened = models.TextField()
    expected = models.TextField(blank=True)
    learned = models.TextField()
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="slip")
    day = models.DateField()
    found_by = models.TextField()

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """One thing that we change after a slip, and the day on which it was done."""

    id = models.BigAutoField(primary_key=True, default=chance_key)
    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="changes")
    words = models.CharField(max_length=240)
    done = models.DateField(null=True)

    def __str__(self) -> str:
        return self.words
