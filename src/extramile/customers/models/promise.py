"""What we promised customers, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from extramile.base import clock
from extramile.customers.models.customer import Customer
from extramile.customers.promises.rules import OWED, State, early_by, is_late
from extramile.people.models import Agent


class Promise(models.Model):
    """Something that one of us said they would do until a moment. `steps` tell who changed what and when; the columns
    here are only where things are now.

    `conversation` and `message` are where it was said, on the desk's floor. Nobody holds it when `holder` is empty or
    has left. `next_at` is when the desk looks at it by itself. `key` keeps a sentence from being promised twice.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="promises")
    conversation = models.BigIntegerField(null=True)
    message = models.UUIDField(null=True)
    what = models.CharField(max_length=300)
    due = models.DateTimeField()
    holder = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in State])
    next_at = models.DateTimeField(null=True)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["due", "id"], name="promise_owed", condition=models.Q(state__in=OWED)),
            models.Index(fields=["holder", "due", "id"], name="promise_held", condition=models.Q(state__in=OWED)),
            models.Index(fields=["next_at"], name="promise_next", condition=models.Q(state="open")),
            models.Index(fields=["customer", "due"], name="promise_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.what}"

    @property
    def held(self) -> bool:
        """Whether somebody who is still here holds it."""
        return self.holder is not None and self.holder.is_active

    def late(self, now: datetime) -> bool:
        """Whether it is owed, and its time has passed."""
        return is_late(self.state, self.due, now)


class Kind(models.TextChoices):
    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"
    MOVED = "moved"
    HANDED = "handed"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


class Step(models.Model):
    """Something that was done with a promise: by an agent, or by the desk itself where `by` is empty.

    `state`, `due` and `holder` are as they were before. `late` is of one that was kept too late, or moved when its
    time had passed; `told` of one that was moved after the customer had been told. An undone step stays, and `undoes`
    of a later one names it.
    """

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    by = models.BigIntegerField(null=True)
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in State])
    due = models.DateTimeField()
    holder = models.BigIntegerField(null=True)
    late = models.BooleanField(default=False)
    told = models.BooleanField(default=False)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="undoing")

    def __str__(self) -> str:
        return f"{self.promise_id} {self.kind}"

    @property
    def early(self) -> timedelta | None:
        """By how much a promise was kept before its time, where that is worth a word."""
        return early_by(self.due, self.at) if self.kind == Kind.KEPT and not self.late else None


class Reminder(models.Model):
    """A holder was reminded of a promise: soon due, or due. Of each moment once, however many workers look."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="reminders")
    why = models.CharField(max_length=4, choices=[("soon", "soon"), ("due", "due")])
    due = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promise", "why", "due"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.why}"
