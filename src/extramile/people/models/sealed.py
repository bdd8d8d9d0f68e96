"""What people write for themselves, and what opens it."""

from __future__ import annotations

import uuid

from django.db import models

from extramile.people.models.agent import Agent


class Keyring(models.Model):
    """One person's data key, in wraps that only they can open.

    `index` is the key that names their shelves, sealed under the install's secret: it opens nothing, and lets their
    rows be found and destroyed when they have left. `public` is what colleagues seal to them with, under that secret
    too: who can write in the database alone puts no key of their own in its place. Empty until they sign in again.
    """

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, primary_key=True, related_name="keyring")
    index = models.BinaryField()
    public = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"keyring of {self.agent}"


class Opener(models.TextChoices):
    PASSWORD = "password"  # noqa: S105
    PASSPHRASE = "passphrase"  # noqa: S105
    RECOVERY = "recovery"


class Wrap(models.Model):
    """The data key under something that the person remembers or has written down."""

    keyring = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="wraps")
    opener = models.CharField(max_length=10, choices=Opener)
    salt = models.BinaryField()
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keyring", "opener"], name="wrap_once")]

    def __str__(self) -> str:
        return f"{self.keyring} by {self.opener}"


class Sealed(models.Model):
    """One sealed row. Its person's seal alone tells whose it is, on which shelf it lies and what it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    shelf = models.BinaryField(max_length=16)
    day = models.DateField()
    box = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["shelf", "day"], name="sealed_shelf")]

    def __str__(self) -> str:
        return "sealed"


class Closing(models.Model):
    """Somebody's place here is closed; 30 days later what they sealed is destroyed. Gone when they are let in again."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="closing")
    by = models.BigIntegerField()
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.agent} has left"
