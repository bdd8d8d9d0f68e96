"""Who writes to us."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from extramile.base import clock, text


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
        indexes = [models.Index(Lower("email"), name="customer_email")]

    def __str__(self) -> str:
        return self.name or self.email or f"Visitor {self.pk}"

    @property
    def initials(self) -> str:
        """One or two letters for the avatar; empty for a nameless visitor."""
        return text.initials(self.name or self.email)
