"""Around the company: what other teams are doing, and why."""

from __future__ import annotations

from django.db import models

from extramile.culture.models.talk import Thread
from extramile.people.models import Agent, Team


class Post(models.Model):
    """A short post for everybody: what a team is doing, and `why`. Without a team it is from the whole company."""

    name = models.UUIDField(unique=True)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    why = models.TextField()
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="post")
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.words[:60]
