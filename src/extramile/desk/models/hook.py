"""The webhook: where gestures are told, and what became of each telling."""

from __future__ import annotations

import uuid

from django.db import models

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.desk.models.gesture import Gesture


class Hook(models.Model):
    """The one address that gestures are told to. The secret that signs is made from `salt` by the install's own key.

    When nobody answers, nothing is tried until `rests_until`; `troubles` is how often that was since the last answer.
    """

    url = models.CharField(max_length=500)
    salt = models.UUIDField(default=uuid.uuid4)
    rests_until = models.DateTimeField(null=True)
    troubles = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.url


class Told(models.TextChoices):
    WAITING = "waiting"
    RECEIVED = "received"
    FAILED = "failed"
    DROPPED = "dropped"


class HookDelivery(models.Model):
    """One thing to tell: that something was given, or taken back. `id` is its name, however often it is sent.

    `going` is since when somebody is at it, and `status` the last answer's; `trouble` says why there was none. What
    is told is made from the gesture when it is sent, and not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    gesture = models.ForeignKey(Gesture, on_delete=models.CASCADE, related_name="deliveries")
    undone = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=Told, default=Told.WAITING)
    done = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now)
    going = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="delivery_waiting", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.gesture_id} {self.state}"
