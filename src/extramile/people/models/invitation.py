"""Invitations by link."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.people.models.agent import Agent, Role
from extramile.people.models.team import Team


class Invitation(models.Model):
    """A link that lets one person join. Only a digest of its secret is kept: a dump of the database invites nobody."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=8, choices=Role, default=Role.AGENT)
    teams = models.ManyToManyField(Team, blank=True)
    invited_by = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="invitations")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email or 'anyone'} as {self.role}"
