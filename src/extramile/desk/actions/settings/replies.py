"""Saved replies."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import text as texts
from extramile.desk.access import NotThere
from extramile.desk.actions.refused import Refused
from extramile.desk.models import SavedReply
from extramile.people import access
from extramile.people.models import Agent


def save_reply(actor: Agent, *, shortcut: str, title: str, text: str, reply: int | None = None) -> SavedReply:
    """Keep a reply, or change the one given. Raises access.NotAllowed, NotThere, or Refused for a taken shortcut."""
    with transaction.atomic():
        access.as_lead(actor)
        held = SavedReply() if reply is None else _reply_for(reply)
        if SavedReply.objects.filter(shortcut__iexact=shortcut).exclude(pk=held.pk).exists():
            raise Refused(_("Another reply has this shortcut."))
        held.shortcut, held.title, held.text = shortcut.lower(), title, texts.clean(text)
        held.save()
        return held


def remove_reply(actor: Agent, reply: int) -> None:
    """Remove a saved reply. Raises access.NotAllowed or NotThere."""
    with transaction.atomic():
        access.as_lead(actor)
        _reply_for(reply).delete()


def _reply_for(reply: int) -> SavedReply:
    found = SavedReply.objects.select_for_update().filter(pk=reply).first()
    if found is None:
        raise NotThere(reply)
    return found
