"""Reads about the company and its people."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import date
from typing import NamedTuple

from django.contrib.auth.tokens import default_token_generator
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.http import int_to_base36

from extramile.base import clock
from extramile.people import access
from extramile.people.models import Agent, ApiKey, Charter, Company, Invitation, Role, Team

KEYS_BEGIN = "extramile_"
_founded = False


def is_founded() -> bool:
    """Whether the first-run page has been filled in. Once true it stays true, so the answer is kept."""
    global _founded
    if not _founded:
        _founded = Company.objects.exists()
    return _founded


def company() -> Company:
    """The company of this install. Raises Company.DoesNotExist before the first run."""
    return Company.objects.get()


def today() -> date:
    """The day that it is where the company's days begin."""
    return (clock.there(company().time_zone) or clock.now()).date()


def charters() -> list[Charter]:
    """What the company is for, the newest version first."""
    return list(Charter.objects.order_by("-pk")[:50])


def active_agents() -> list[Agent]:
    """Everyone who may sign in, by name."""
    return list(Agent.objects.filter(is_active=True).order_by("name"))


def leads() -> list[Agent]:
    """Everyone who may sign in and leads, by name."""
    return list(Agent.objects.filter(is_active=True, role__in=(Role.LEAD, Role.ADMIN)).order_by("name"))


def everyone() -> list[Agent]:
    """Everyone of the company with their teams at hand: those who may sign in first, then by name."""
    return list(Agent.objects.order_by("-is_active", "name").prefetch_related("teams"))


class Named(NamedTuple):
    """How somebody of the company is called, and whether they may sign in."""

    pk: int
    name: str
    is_active: bool


def roster() -> list[Named]:
    """Everybody of the company by name, also those who have left."""
    return [Named(*values) for values in Agent.objects.order_by("name").values_list("pk", "name", "is_active")]


def person(pk: int) -> Agent:
    """The person of that id, active or not. Raises access.NotThere."""
    found = Agent.objects.filter(pk=pk).prefetch_related("teams").first()
    if found is None:
        raise access.NotThere(pk)
    return found


def signs_in_with(email: str) -> Agent | None:
    """The active person who signs in with this address."""
    return Agent.objects.filter(email__iexact=email, is_active=True).first()


def teams() -> list[Team]:
    """Every team by name, with its members at hand."""
    return list(Team.objects.prefetch_related("members"))


def team(pk: int) -> Team:
    """The team of that id. Raises access.NotThere."""
    found = Team.objects.filter(pk=pk).prefetch_related("members").first()
    if found is None:
        raise access.NotThere(pk)
    return found


def digest(secret: str) -> str:
    """What is kept of a secret that we made ourselves, too long to be guessed: SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_secret(invitation: Invitation) -> str:
    """The secret in the link of an invitation: 43 URL-safe characters, an HMAC of its row under the install's key.

    Made anew whenever it is needed, so neither the database nor a waiting job ever holds it.
    """
    value = f"{invitation.pk} {clock.stamp(invitation.invited_at)}"
    made = salted_hmac("extramile.people.invitation", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def invitation(pk: int) -> Invitation:
    """The open invitation of that id. Raises access.NotThere."""
    found = _waiting().filter(pk=pk, expires_at__gt=clock.now()).first()
    if found is None:
        raise access.NotThere(pk)
    return found


def open_invitation(secret: str) -> Invitation | None:
    """The invitation with this secret, while it can be accepted."""
    found = _waiting().filter(digest=digest(secret), expires_at__gt=clock.now()).first()
    # An invitation reaches no further than its inviter: it falls with their role or their place here.
    return found if found and access.may_invite(found.invited_by, found.role) else None


def waiting_invitations() -> list[Invitation]:
    """Invitations that were neither accepted nor withdrawn, the newest first; some may have run out."""
    return list(_waiting().order_by("-invited_at"))


def keys() -> list[ApiKey]:
    """Every key for programs: those that open first, the newest of them first."""
    listed = ApiKey.objects.select_related("made_by", "revoked_by").order_by(
        F("revoked_on").desc(nulls_first=True), "-pk"
    )
    return list(listed)


def key(pk: int) -> ApiKey:
    """The key of that id, while it opens. Raises access.NotThere."""
    found = ApiKey.objects.filter(pk=pk, revoked_on=None).first()
    if found is None:
        raise access.NotThere(pk)
    return found


def key_of(written: str) -> ApiKey | None:
    """The key that somebody shows, while it opens."""
    start, _, secret = written.removeprefix(KEYS_BEGIN).partition("_")
    if not written.startswith(KEYS_BEGIN) or not (start.isascii() and start.isalnum()):
        return None
    found = ApiKey.objects.filter(start=start, revoked_on=None).first()
    # How long the comparison takes tells nothing of the digest.
    return found if found and hmac.compare_digest(found.digest, digest(secret)) else None


def reset_key(agent: Agent) -> str:
    """What stands in the link by which this person sets a new password. It works once, for a day."""
    return f"{int_to_base36(agent.pk)}-{default_token_generator.make_token(agent)}"


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_by=None, withdrawn_at=None).select_related("invited_by")
