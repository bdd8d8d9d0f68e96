"""Keys for programs: made, used, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import clock
from extramile.people import access, queries
from extramile.people.models import Agent, ApiKey, Right


class NothingAllowed(access.Refused):
    """A key that may do nothing is of no use to anybody."""


def make_key(actor: Agent, *, name: str, rights: Collection[str]) -> str:
    """Make a key that may do what `rights` name, and return it; nobody can read it a second time.

    Raises access.NotAllowed or NothingAllowed.
    """
    wanted = [right.value for right in Right if right.value in rights]
    if not wanted:
        raise NothingAllowed(_("Tick at least one thing that the key may do."))
    start, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    kept = {"start": start, "digest": queries.digest(secret), "rights": wanted, "made_on": clock.now().date()}
    with transaction.atomic():
        ApiKey.objects.create(name=name, made_by=access.as_admin(actor), **kept)
    return f"{queries.KEYS_BEGIN}{start}_{secret}"


def revoke_key(actor: Agent, key: int) -> None:
    """Make a key worthless at once. Raises access.NotAllowed, or access.NotThere when it is revoked already."""
    with transaction.atomic():
        actor = access.as_admin(actor)
        open_ = ApiKey.objects.filter(pk=key, revoked_on=None)
        if not open_.update(revoked_on=clock.now().date(), revoked_by=actor):
            raise access.NotThere(key)


def key_used(key: ApiKey) -> None:
    """Note that a key was used today; a day is written once."""
    today = clock.now().date()
    if key.used_on != today:
        ApiKey.objects.filter(pk=key.pk).update(used_on=today)
