"""What customers say of a conversation once it is resolved."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.desk.models.conversation import Conversation


class Rating(models.Model):
    """What a customer said of a conversation that was resolved at `resolved`, a `said` of its log.

    It is of the conversation and of what the company did in it: nobody who answered is named here, now or later.
    `asks` is whether this customer was asked how likely they are to recommend us, and `changed` when they last said
    something else.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="ratings", db_index=False)
    resolved = models.PositiveIntegerField()
    stars = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    recommend = models.PositiveSmallIntegerField(null=True)
    may_share = models.BooleanField(null=True)
    asks = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)
    changed = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "resolved"], name="rating_once")]

    def __str__(self) -> str:
        return f"{self.conversation} {self.stars}"
