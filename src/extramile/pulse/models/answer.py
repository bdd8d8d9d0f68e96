"""Answers. While a round is open whoever has the database could link a sheet to a person, by the order of the rows;
when it closes, what could be linked is destroyed (docs/privacy.md)."""

from __future__ import annotations

import uuid

from django.db import models

from extramile.pulse.models.round import Round, Slice


class Mark(models.Model):
    """Somebody has answered the open round, and does not answer it twice. Gone when it closes."""

    agent = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return "mark"


class Sheet(models.Model):
    """One person's answers to the open round: no person, no time. Gone when it closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Without constraints of the database: they would keep the table from being emptied at once.
    slice = models.ForeignKey(Slice, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    content = models.JSONField()

    def __str__(self) -> str:
        return "sheet"


class Answer(models.Model):
    """A score on one scale in a closed round, rewritten in random order: no two can be told to be of one person.

    It keeps its slice only where what is shown stands on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    slice = models.ForeignKey(Slice, on_delete=models.CASCADE, null=True, related_name="+")
    measure = models.CharField(max_length=12)
    value = models.FloatField()

    def __str__(self) -> str:
        return "answer"
