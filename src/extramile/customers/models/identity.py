"""The names a customer goes by in each channel."""

from __future__ import annotations

from django.db import models

from extramile.customers.models.customer import Customer


class Kind(models.TextChoices):
    VISITOR = "visitor"
    IMPORTED = "imported"
    EMAIL = "email"


class Identity(models.Model):
    """One name of one customer: a browser's visitor id, the number that an import carried, or another mail address of
    theirs, in lower case."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="identity_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"
