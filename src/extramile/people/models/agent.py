"""The people who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from extramile.base import clock, text
from extramile.base.prepared import Given, Prepared


class Role(models.TextChoices):
    ADMIN = "admin"
    LEAD = "lead"
    AGENT = "agent"


class Presence(models.TextChoices):
    HERE = "here"
    AWAY = "away"
    OFF = "off"


class Agents(BaseUserManager["Agent"]):
    """Makes agents with a normalised address; allauth and the tests come through here."""

    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> Agent:
        agent = self.model(email=self.normalize_email(email).lower(), **fields)
        agent.set_password(password)
        agent.save(using=self._db)
        return agent

    def get(self, *args: Any, **kwargs: Any) -> Agent:
        # So every page asks who is signed in.
        if args or kwargs.keys() != {"pk"} or not isinstance(kwargs["pk"], int):
            return super().get(*args, **kwargs)
        found = _BY_KEY.models(pk=kwargs["pk"])
        if not found:
            raise Agent.DoesNotExist
        return found[0]

    def get_by_natural_key(self, username: str | None) -> Agent:
        return self.get(email__iexact=username)


class Agent(AbstractBaseUser):
    """A person of the company: agent, lead or admin. `presence` is what they chose last; no history of it is kept."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=8, choices=Role, default=Role.AGENT)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, default="en-gb")
    presence = models.CharField(max_length=4, choices=Presence, default=Presence.HERE)
    sound = models.BooleanField(default=True)
    notifications = models.BooleanField(default=True)
    # A clock on people is not kept: the base class would store each sign-in.
    last_login = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Agents] = Agents()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return text.initials(self.name)

    @property
    def leads(self) -> bool:
        """Whether this person sees every inbox and may do what leads may."""
        return self.role in (Role.LEAD, Role.ADMIN)


_BY_KEY = Prepared(lambda: Agent.objects.filter(pk=Given("pk")))
