"""What people have shared of their own growth. All of it is sealed, to those it is shared with."""

from __future__ import annotations

from django.db import models

from extramile.people.models import Keyring


class Shared(models.Model):
    """A goal as one colleague may see it, as it was when it was shared last. Only that colleague's seal opens it.

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
