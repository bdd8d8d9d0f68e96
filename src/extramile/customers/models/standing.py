"""Where customers stand on the ladder, and how they came there."""

from __future__ import annotations

from django.db import models

from extramile.base import clock
from extramile.customers.ladder.rungs import Rung
from extramile.customers.ladder.signs import Sign
from extramile.customers.models.customer import Customer

RUNGS = [(rung.value, rung.name.lower()) for rung in Rung]
SIGNS = [(sign.value, sign.name.lower()) for sign in Sign]


class Standing(models.Model):
    """One customer's rung since a day, with what it was made from; no row for those of whom no purchase is known.

    `alive` is the probability that they still buy, as of `computed`; None where it says nothing. `acts`, `public` and
    `referrals` are what they did for us within a year before that day.
    """

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    rung = models.SmallIntegerField(choices=RUNGS)
    since = models.DateField()
    repeats = models.IntegerField()
    first = models.DateField()
    last = models.DateField()
    alive = models.FloatField(null=True)
    acts = models.SmallIntegerField(default=0)
    public = models.SmallIntegerField(default=0)
    referrals = models.SmallIntegerField(default=0)
    sign = models.SmallIntegerField(choices=SIGNS, default=Sign.NONE)
    computed = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["rung", "last", "customer"], name="standing_on_rung"),
            models.Index(fields=["sign", "last", "customer"], name="standing_with_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {Rung(self.rung).name.lower()}"


class Move(models.Model):
    """A customer came to another rung. `before` is 0 for the first one.

    They came up on the day of their last purchase or act, whenever we heard of it, and down on the night that said so.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="moves")
    day = models.DateField()
    before = models.SmallIntegerField(choices=RUNGS)
    after = models.SmallIntegerField(choices=RUNGS)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["day"], name="move_day"),
            models.Index(fields=["customer"], name="move_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {Rung(self.before).name.lower()} to {Rung(self.after).name.lower()}"


class MoveCount(models.Model):
    """How many customers made the same move on one day: kept, not counted."""

    day = models.DateField()
    before = models.SmallIntegerField(choices=RUNGS)
    after = models.SmallIntegerField(choices=RUNGS)
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "before", "after"], name="move_count_once")]

    def __str__(self) -> str:
        return f"{self.n} on {self.day}"


class RungCount(models.Model):
    """How many customers stand on a rung: kept, not counted."""

    rung = models.SmallIntegerField(primary_key=True, choices=RUNGS)
    n = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{Rung(self.rung).name.lower()} {self.n}"
