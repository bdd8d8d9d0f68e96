"""What a closed round tells, and what the company does about it."""

from __future__ import annotations

from django.db import models

from extramile.pulse.models.round import Round, Slice


class Result(models.Model):
    """One scale of a closed round, of the whole company (`slice` None) or of a team; written once, at the closing.

    `low` and `high` are the band, 0 to 100; None when it is not shown, and `why` then says why. `n` answered, which is
    never shown as it is.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="results")
    slice = models.ForeignKey(Slice, on_delete=models.CASCADE, null=True, related_name="+")
    measure = models.CharField(max_length=12)
    n = models.IntegerField()
    low = models.SmallIntegerField(null=True)
    high = models.SmallIntegerField(null=True)
    why = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "slice", "measure"], name="result_once")]

    def __str__(self) -> str:
        return f"result {self.pk}"


class Deed(models.Model):
    """What leads will do about a round. The next round asks whether it happened."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="deeds")
    words = models.CharField(max_length=200)
    by = models.BigIntegerField()
    author = models.CharField(max_length=80)
    day = models.DateField()

    def __str__(self) -> str:
        return f"deed {self.pk}"
