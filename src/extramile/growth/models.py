"""What people have shared of their own growth, sealed to those it is shared with; what leads made of the programme, and
scenarios that people wrote for each other.

What anybody did with the programme is sealed, and stands in no row of these.
"""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.people.models import Keyring


class Shared(models.Model):
    """A goal or a take as one colleague may see it, as it was when shared last. Only that colleague’s seal opens it.

    `row` is the sealed one that it is a copy of. Taken back, it is gone; so it is when either loses their seal.
    """

    row = models.UUIDField()
    owner = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="+")
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "reader"], name="shared_once")]

    def __str__(self) -> str:
        return "shared"


class ModuleRow(models.Model):
    """A module that leads have added, worded anew, moved or withdrawn; those they left alone have no row.

    `said` is None while a module that came with Extramile says what it came with.
    """

    key = models.CharField(max_length=60, unique=True)
    part = models.CharField(max_length=10)
    place = models.PositiveIntegerField()
    said = models.JSONField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.key


class ModuleVersion(models.Model):
    """What leads had a module say at a moment, and who wrote it so."""

    module = models.ForeignKey(ModuleRow, on_delete=models.CASCADE, related_name="versions")
    said = models.JSONField()
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.module} at {self.at}"


class OwnScenario(models.Model):
    """A scenario that somebody here wrote, as the text of a file. `withdrawn` is None while everybody can play it.

    Takes keep the text they were played with, so that it may change. `owner` is the agent who wrote it first.
    """

    title = models.CharField(max_length=80)
    text = models.TextField()
    owner = models.BigIntegerField()
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class ScenarioVersion(models.Model):
    """What a scenario said at a moment, and who wrote it so."""

    scenario = models.ForeignKey(OwnScenario, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.scenario} at {self.at}"
