"""Rounds, and who is asked."""

from __future__ import annotations

from django.db import models


class Round(models.Model):
    """One round of questions to everybody. `own` are the company's own two; `before` is the round it looks back on.

    Days only: a time would say who was there when.
    """

    by = models.BigIntegerField()
    opener = models.CharField(max_length=80)
    opened = models.DateField()
    until = models.DateField()
    work = models.BooleanField(default=False)
    client = models.BooleanField(default=False)
    experience = models.BooleanField(default=False)
    own = models.JSONField(default=list)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"round {self.pk}"


class Slice(models.Model):
    """Those who are asked together in a round: a team as it was then, or (`team` None) everybody in no team that could
    be told of. `people` and `leads` are ids: who was asked, never who answered."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="slices")
    team = models.BigIntegerField(null=True)
    name = models.CharField(max_length=60, blank=True)
    people = models.JSONField()
    leads = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "team"], name="slice_of_a_team")]

    def __str__(self) -> str:
        return f"slice {self.pk}"


class Going(models.Model):
    """The round that is open. Its key is always 1: of two who open one at once, one gets it."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="going")

    def __str__(self) -> str:
        return f"going {self.round_id}"


class Closing(models.Model):
    """A round that has closed: by somebody, or by itself at its last day (`by` None)."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="closing")
    by = models.BigIntegerField(null=True)
    closer = models.CharField(max_length=80, blank=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"closing of {self.round_id}"


class Unswept(models.Model):
    """A closed round whose sheets and marks are gone from the tables, and perhaps not yet from the disk."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"unswept {self.round_id}"
