"""Thanks: between people, and what customers said that people let the team read."""

from __future__ import annotations

from django.db import models

from extramile.customers.models import Act
from extramile.desk.models import Conversation
from extramile.people.models import Agent


class Thanks(models.Model):
    """One thank-you for something that happened, which is said in a line, a conversation, or both.

    For the two alone, unless it is `shared` with the team. `name` is the one that the form gave it.
    """

    name = models.UUIDField(unique=True)
    giver = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    happened = models.CharField(max_length=300, blank=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    shared = models.BooleanField(default=False)
    day = models.DateField()

    class Meta:
        verbose_name_plural = "thanks"

    def __str__(self) -> str:
        return f"thanks to {self.to}"


class Passed(models.Model):
    """Somebody lets the team read what a customer said to them, and has let us share. Gone with the customer's yes."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "agent"], name="passed_once")]
        verbose_name_plural = "passed"

    def __str__(self) -> str:
        return f"passed on by {self.agent}"
