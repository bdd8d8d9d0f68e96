"""Who writes to us."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from extramile.base import clock, text

_BETWEEN_DIGITS = " -()./+"


def digits(phone: str) -> models.Func:
    """A column with a telephone number, as an expression of its digits alone."""
    # Written out and not as parameters: SQLite finds an index by an expression only when it has the same text.
    taken = "%(expressions)s"
    for mark in _BETWEEN_DIGITS:
        taken = f"REPLACE({taken}, '{mark}', '')"
    return models.Func(models.F(phone), template=taken, output_field=models.CharField())


class Customer(models.Model):
    """A person on the other side. All contacts may be empty: a visitor need not say who they are."""

    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(Lower("email"), name="customer_email"),
            models.Index(digits("phone"), name="customer_phone", condition=models.Q(phone__gt="")),
            models.Index(
                Lower("name"),
                Lower("place"),
                name="customer_whereabouts",
                condition=models.Q(name__gt="", place__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"Visitor {self.pk}"

    @property
    def initials(self) -> str:
        """One or two letters for the avatar; empty for a nameless visitor."""
        return text.initials(self.name or self.email)
