"""Links for partners. The link is signed, and only its turn is stored: a dump of the database opens none."""

from __future__ import annotations

from datetime import date

from django.core import signing
from django.db import transaction
from django.db.models import F

from extramile.base import text
from extramile.culture.access import HIGHEST, NotThere
from extramile.culture.models import PartnerLink
from extramile.people.access import as_lead
from extramile.people.models import Agent

NAME = 80
_SALT = "extramile.culture.partners"


def make(actor: Agent, name: str, *, day: date) -> PartnerLink:
    """Make a link for a partner of that name. Raises people.access.NotAllowed or text.EmptyText."""
    named = text.line(text.clean(name), NAME)
    with transaction.atomic():
        return PartnerLink.objects.create(name=named, by=as_lead(actor), made=day)


def renew(actor: Agent, link: int) -> None:
    """Give a partner another link; the old one opens nothing from now on, and a closed one is open again.

    Raises people.access.NotAllowed or NotThere.
    """
    _change(actor, link, turn=F("turn") + 1, closed=None)


def close(actor: Agent, link: int, *, on: bool, day: date) -> None:
    """Close a link, or open it again. Raises people.access.NotAllowed or NotThere."""
    _change(actor, link, closed=day if on else None)


def key_of(link: PartnerLink) -> str:
    """What stands in the address."""
    return signing.Signer(salt=_SALT).sign(f"{link.pk}.{link.turn}")


def link_of(key: str) -> PartnerLink | None:
    """The open link of a key; None for one that is closed, renewed or not ours."""
    try:
        pk, turn = (int(part) for part in signing.Signer(salt=_SALT).unsign(key).split("."))
    except (signing.BadSignature, ValueError):
        return None
    return PartnerLink.objects.filter(pk=pk, turn=turn, closed=None).first()


def _change(actor: Agent, link: int, **values: object) -> None:
    with transaction.atomic():
        as_lead(actor)
        if not PartnerLink.objects.filter(pk=min(link, HIGHEST)).update(**values):
            raise NotThere(link)
