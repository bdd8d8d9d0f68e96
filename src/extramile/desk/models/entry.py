"""The log of a conversation: what was said, noted and done, in order."""

from __future__ import annotations

from django.db import models

from extramile.desk.models.conversation import Conversation


class By(models.TextChoices):
    VISITOR = "visitor"
    AGENT = "agent"
    SYSTEM = "system"


class Type(models.TextChoices):
    MESSAGE = "message"
    NOTE = "note"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    RATED = "rated"


class Entry(models.Model):
    """One line of a conversation's log.

    `id` orders by `at` (see base.ids.time_key) and is the rowid of full-text search. `name` is the one that the server
    never makes anew: the browser's UUID. `seq` has no gaps; `said` has none among what the visitor may see. `seq` is
    never below `said`, so a visitor's resume reads the index on `seq` too.
    """

    id = models.BigIntegerField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    said = models.PositiveIntegerField(null=True)
    name = models.UUIDField()
    type = models.CharField(max_length=10, choices=Type)
    by = models.CharField(max_length=8, choices=By)
    agent = models.BigIntegerField(null=True)
    author = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    data = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="entry_seq"),
            # By name first: names begin with their time, so that those of a batch lie side by side in the index, and
            # not each in a page of its own that has to be made sure.
            models.UniqueConstraint(fields=["name", "conversation"], name="entry_name"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.seq}"
