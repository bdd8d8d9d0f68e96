"""What is kept of how customers sound: no estimate of any message or conversation, and nothing about an agent.

Estimates are made when somebody looks, and forgotten. What lasts is what people said about them, and one sum an inbox.
"""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.desk.models.conversation import Conversation
from extramile.desk.models.entry import Entry
from extramile.desk.models.inbox import Inbox


class Reading(models.TextChoices):
    CALMER = "calmer"
    TENSER = "tenser"
    NOT_ABOUT_US = "not_about_us"


class MoodCorrection(models.Model):
    """Somebody read a customer's message otherwise than the estimate, which was `valence` then.

    It is about the customer's text, so it does not say who said so, nor when.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="mood_correction")
    said = models.CharField(max_length=12, choices=Reading)
    valence = models.FloatField()

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.said}"


class MoodSum(models.Model):
    """How far customers' mood rose in the resolved conversations of one inbox: how many, and the sum in hundredths."""

    inbox = models.OneToOneField(Inbox, primary_key=True, on_delete=models.CASCADE, related_name="+")
    conversations = models.PositiveIntegerField(default=0)
    hundredths = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.inbox_id}: {self.hundredths} in {self.conversations}"


class MoodCounted(models.Model):
    """A conversation that is in its inbox's sum, so that it comes in once. How far it rose is not kept."""

    conversation = models.OneToOneField(Conversation, primary_key=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.conversation_id)


class MoodOff(models.Model):
    """The estimate is switched off for the whole install; its one row is there while it is."""

    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"off since {self.at}"
