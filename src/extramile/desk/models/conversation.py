"""Conversations."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.customers.models import Customer
from extramile.desk.models.inbox import Inbox
from extramile.desk.models.tag import Tag
from extramile.desk.models.website import Website
from extramile.people.models import Agent, Team


class Status(models.TextChoices):
    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Channel(models.TextChoices):
    WEBSITE = "website"
    EMAIL = "email"


class Conversation(models.Model):
    """One talk with one customer.

    `seq` and `said` are the heads of its log (all entries, and those the visitor may see). Who changed what and when
    stands in the log; the columns here are only where things are now. `last_agent` is who answered last, also when the
    customer has written since. `delivered` and `seen` pairs are the highest `said` that the desk, or the visitor, has
    received and read.
    """

    public_id = models.UUIDField(unique=True, default=uuid7)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEBSITE)
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    website = models.ForeignKey(Website, on_delete=models.SET_NULL, null=True, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="conversations")
    visitor = models.UUIDField(null=True, db_index=True)
    page = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=200, null=True, unique=True)

    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    assignee = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    snoozed_until = models.DateTimeField(null=True)
    tags = models.ManyToManyField(Tag, related_name="conversations", blank=True)

    seq = models.PositiveIntegerField(default=0)
    said = models.PositiveIntegerField(default=0)
    desk_delivered = models.PositiveIntegerField(default=0)
    desk_seen = models.PositiveIntegerField(default=0)
    visitor_delivered = models.PositiveIntegerField(default=0)
    visitor_seen = models.PositiveIntegerField(default=0)

    opened_at = models.DateTimeField(default=clock.now)
    waiting_since = models.DateTimeField(null=True)
    last_at = models.DateTimeField(default=clock.now)
    last_by = models.CharField(max_length=8, default="visitor")
    last_agent = models.BigIntegerField(null=True)
    last_text = models.CharField(max_length=160, blank=True)

    class Meta:
        # Every message moves `last_at`, and with it each index that holds it: there are no more of them than lists.
        indexes = [
            models.Index(fields=["status", "last_at", "id"], name="conversation_all"),
            models.Index(
                fields=["assignee", "status", "last_at", "id"],
                name="conversation_mine",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(
                fields=["team", "status", "last_at", "id"],
                name="conversation_team",
                condition=models.Q(team__isnull=False),
            ),
            models.Index(
                fields=["status", "last_at", "id"],
                name="conversation_none",
                condition=models.Q(assignee__isnull=True),
            ),
            models.Index(fields=["inbox", "status", "last_at", "id"], name="conversation_inbox"),
            models.Index(fields=["snoozed_until"], condition=models.Q(status="snoozed"), name="conversation_snoozed"),
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"
