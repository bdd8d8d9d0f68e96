"""The extra mile: what agents give customers, and what the company allows."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.ladder.rungs import Rung
from extramile.desk.mile.rails import Kind, Rail, Reason, Rule
from extramile.desk.models.conversation import Conversation
from extramile.desk.models.inbox import Inbox
from extramile.people.models import Role

KINDS = [(kind.value, kind.value) for kind in Kind]


class Gesture(models.Model):
    """Something that was given in a conversation, by the kind and the reason, with a line on each.

    `amount` is in the smallest unit of `currency`. `agent` is whose allowance it came from; forgotten once that is not
    asked any more, and never added up. `name` is the UUID that the browser made, and that of the note. `done` is when
    another system said that it has carried it out, `undone` when it was taken back.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="gestures")
    name = models.UUIDField(unique=True)
    kind = models.CharField(max_length=9, choices=KINDS)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    why = models.CharField(max_length=300)
    reason = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Reason])
    lesson = models.CharField(max_length=200, blank=True)
    agent = models.BigIntegerField(null=True)
    week = models.DateField()
    team = models.BigIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)
    done = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agent", "week"], name="gesture_agent", condition=models.Q(agent__isnull=False)),
            models.Index(fields=["week", "reason"], name="gesture_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.kind}"


class GestureSum(models.Model):
    """What was given in a week, as sums: of the company where `team` is 0, else of one team. No person is in it.

    `people` is how many there were to give, at the fewest.
    """

    week = models.DateField()
    team = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=9, choices=KINDS)
    currency = models.CharField(max_length=3)
    n = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "team", "kind", "currency"], name="gesture_sum_once")]

    def __str__(self) -> str:
        return f"{self.week} {self.team} {self.kind} {self.n}"


class Allowance(models.Model):
    """What people of a role may give without asking: in one conversation, and in a week. Without a row, no money."""

    role = models.CharField(max_length=8, choices=Role, primary_key=True)
    talk = models.PositiveIntegerField()
    week = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.role} {self.talk} {self.week}"


class GuardRail(models.Model):
    """One rule of the company, as `desk.mile.rails` reads it."""

    rule = models.CharField(max_length=5, choices=[(rule.value, rule.value) for rule in Rule])
    kinds = models.JSONField(default=list)
    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, null=True, related_name="+")
    amount = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)
    rungs = models.JSONField(default=list)
    instead = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.kinds}"

    @property
    def rail(self) -> Rail:
        """The rule itself."""
        kinds, rungs = frozenset(map(Kind, self.kinds)), frozenset(map(Rung, self.rungs))
        return Rail(self.pk, Rule(self.rule), kinds, self.inbox_id, self.amount, self.days, rungs, self.instead)
