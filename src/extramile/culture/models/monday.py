"""Monday's idea: what is given in which week, what a team adds of its own, and whose letter has gone."""

from __future__ import annotations

from django.db import models

from extramile.base.turned import Turned
from extramile.culture.models.talk import Thread
from extramile.people.models import Agent


class OwnIdea(models.Model):
    """An idea that a lead wrote for the company's own Mondays."""

    title = models.CharField(max_length=120)
    words = models.TextField()
    question = models.CharField(max_length=300)
    by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return self.title


class Sequence(models.Model):
    """The order in which ideas come, by their keys; one row. What it does not name comes after it."""

    keys = models.JSONField(default=list)

    def __str__(self) -> str:
        return "the order of ideas"


class Scheduled(models.Model):
    """An idea that is meant for one week and no other."""

    week = models.DateField(unique=True)
    key = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.week}: {self.key}"


class Monday(models.Model):
    """The idea of one week as it was given, whatever becomes of it later, and what is said of it."""

    week = models.DateField(unique=True)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    words = models.TextField()
    question = models.CharField(max_length=300)
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="monday")

    def __str__(self) -> str:
        return f"{self.week}: {self.title}"


class NoLetter(models.Model):
    """Somebody does not want Monday's idea by mail."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="no_letter")
    day = models.DateField()

    def __str__(self) -> str:
        return f"no letter to {self.agent}"


class Letter(Turned):
    """One week's mail to one person."""

    week = models.DateField()
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "agent"], name="letter_once")]

    def __str__(self) -> str:
        return f"letter of {self.week}"
