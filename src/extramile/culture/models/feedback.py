"""Feedback: what people said to us, from wherever, and what we did."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from extramile.base.ids import chance_key
from extramile.culture.models.slip import Change
from extramile.desk.models import Conversation
from extramile.people.models import Agent


class Source(models.TextChoices):
    """Where feedback comes from. A way is a better way to do a routine; a slip's is what we change after it."""

    CUSTOMER = "customer"
    PARTNER = "partner"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    WAY = "way"
    SLIP = "slip"


# Meant for everybody from the first day.
OPEN_TO_ALL = (Source.WAY, Source.SLIP)


class Kind(models.TextChoices):
    """What it is."""

    CRITICISM = "criticism"
    COMPLAINT = "complaint"
    COMPLIMENT = "compliment"
    IDEA = "idea"


class Status(models.TextChoices):
    """What becomes of it."""

    NEW = "new"
    LOOKING = "looking"
    TRYING = "trying"
    DONE = "done"
    WONT = "wont"


OPEN = (Status.NEW, Status.LOOKING, Status.TRYING)


class PartnerLink(models.Model):
    """A link by which one partner says something, without signing in. Renewed, it has another `turn`, and the old one
    opens nothing."""

    name = models.CharField(max_length=80)
    turn = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateField()
    closed = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Feedback(models.Model):
    """One thing that somebody said to us.

    Said without a name, no `author` is stored, and the key is by chance: the order of the rows tells nothing either.
    `inside` is what everybody of the company reads; `told` is what was said, in words that all may read, and `did`
    what we did. `found_by` is what leads search in, `found_inside` what everybody does. `version` counts the changes,
    so that of two who change it at once the second learns of the first.
    """

    id = models.BigAutoField(primary_key=True, default=chance_key)
    name = models.UUIDField(unique=True)
    source = models.CharField(max_length=10, choices=Source)
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    words = models.TextField()
    author = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    credited = models.BooleanField(default=False)
    called = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    partner = models.ForeignKey(PartnerLink, on_delete=models.SET_NULL, null=True, related_name="+")
    change = models.OneToOneField(Change, on_delete=models.SET_NULL, null=True, related_name="feedback")
    owner = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")
    inside = models.BooleanField(default=False)
    told = models.TextField(blank=True)
    did = models.TextField(blank=True)
    until = models.DateField(null=True)
    day = models.DateField()
    answered = models.DateField(null=True, db_index=True)
    closed = models.DateField(null=True)
    found_by = models.TextField()
    found_inside = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["day", "id"], name="feedback_by_day"),
            models.Index(fields=["inside", "day", "id"], name="feedback_inside"),
            models.Index(fields=["inside", "answered", "id"], name="feedback_inside_answered"),
            models.Index(fields=["status", "day", "id"], name="feedback_by_status"),
        ]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return self.told or self.words[:60]


class Did(models.TextChoices):
    """What somebody did with it."""

    SORTED = "sorted"
    ANSWERED = "answered"
    MERGED = "merged"
    PARTED = "parted"


class Step(models.Model):
    """One thing that was done with feedback, by whom and on which day; `words` is an answer, and `shown` whether
    everybody reads it. `before` is how what it changed stood, for the way back."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="steps")
    name = models.UUIDField(unique=True)
    did = models.CharField(max_length=10, choices=Did)
    by = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    words = models.TextField(blank=True)
    shown = models.BooleanField(default=False)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.did} on {self.day}"
