"""Stories of the extra mile, and which of them the team chose."""

from __future__ import annotations

from django.db import models

from extramile.culture.models.talk import Thread
from extramile.customers.models import Act
from extramile.desk.models import Conversation
from extramile.people.models import Agent


class Story(models.Model):
    """What somebody made happen, without whose conversation it was.

    `quote` is where a customer let their words be shared: taken back there, they are gone here. `name` is the one that
    the form gave it, so that a second click tells it once, and `found_by` its words as they are searched.
    """

    name = models.UUIDField(unique=True)
    title = models.CharField(max_length=120)
    words = models.TextField()
    taught = models.TextField(blank=True)
    quote = models.ForeignKey(Act, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    helpers = models.ManyToManyField(Agent, related_name="+", blank=True)
    cheered = models.ManyToManyField(Agent, related_name="+", blank=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="story")
    day = models.DateField(db_index=True)
    found_by = models.TextField()

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title


class Vote(models.Model):
    """Which story somebody would choose in the week that begins on this Monday. Gone as soon as the team has chosen."""

    week = models.DateField()
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "agent"], name="vote_once")]

    def __str__(self) -> str:
        return f"a vote of {self.week}"


class Chosen(models.Model):
    """The story that the team chose in the week that began on this Monday."""

    week = models.DateField(unique=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="chosen")

    def __str__(self) -> str:
        return f"{self.week}: {self.story}"
