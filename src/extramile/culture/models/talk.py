"""What people say of something that the team shares."""

from __future__ import annotations

from django.db import models

from extramile.base.ids import chance_key
from extramile.people.models import Agent


class Thread(models.Model):
    """What is said of one thing. Whatever is talked about points here, and goes when its thread does. A key says
    nothing of when it was made: a slip without a name has one too."""

    id = models.BigAutoField(primary_key=True, default=chance_key)

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Comment(models.Model):
    """One thing that somebody said, on a day. `called` are those whom it names with an @."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    name = models.UUIDField(unique=True)
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    called = models.ManyToManyField(Agent, related_name="+", blank=True)
    words = models.TextField()
    day = models.DateField()

    def __str__(self) -> str:
        return self.words
