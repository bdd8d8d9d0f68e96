"""What the company shows the world of what customers say, and when that turned."""

from __future__ import annotations

from django.db import models

from extramile.base.turned import Turned
from extramile.customers.models import Act
from extramile.people.models import Agent


class PublicPage(models.Model):
    """The page that shows it is open; its one row is there while it is. `edition` grows with each change of it."""

    words = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    edition = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"open since {self.since}"


class ShownWords(models.Model):
    """A customer's words on that page, as they read there. They go with the customer's leave to share them."""

    act = models.OneToOneField(Act, primary_key=True, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=600)
    day = models.DateField()

    def __str__(self) -> str:
        return self.words


class RatingTurn(models.Model):
    """Ratings fell: the mean of `n` was `now`, and `before` it had been that. Over on the day `ended`."""

    day = models.DateField()
    before = models.FloatField()
    now = models.FloatField()
    n = models.PositiveIntegerField()
    ended = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.day} {self.before} to {self.now}"


class TurnLetter(Turned):
    """The mail that says so to one of those who lead."""

    fall = models.ForeignKey(RatingTurn, on_delete=models.CASCADE, related_name="letters")
    lead = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fall", "lead"], name="turn_letter_once")]

    def __str__(self) -> str:
        return f"letter of {self.fall_id}"
