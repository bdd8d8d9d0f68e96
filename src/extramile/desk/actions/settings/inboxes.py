"""Inboxes and the teams that serve them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.base import events
from extramile.desk.access import NotThere
from extramile.desk.actions.handback import hand_back
from extramile.desk.actions.refused import Refused
from extramile.desk.events import AccessChanged
from extramile.desk.models import Inbox
from extramile.people import access
from extramile.people.models import Agent, Team


def save_inbox(actor: Agent, *, name: str, teams: Collection[int], inbox: int | None = None) -> Inbox:
    """Make an inbox, or change the one given, served by exactly these teams; by everyone when there are none.
    What somebody holds but cannot see any more goes back.

    Raises access.NotAllowed, NotThere, or Refused when the name is taken.
    """
    with transaction.atomic():
        access.as_admin(actor)
        held = Inbox() if inbox is None else inbox_for(inbox)
        if Inbox.objects.filter(name__iexact=name).exclude(pk=held.pk).exists():
            raise Refused(_("There is an inbox of that name already."))
        held.name = name
        held.save()
        held.teams.set(Team.objects.filter(pk__in=teams))
        hand_back(actor)
        events.publish(AccessChanged())
        return held


def remove_inbox(actor: Agent, inbox: int) -> None:
    """Remove an inbox that was never used. Raises access.NotAllowed, NotThere, or Refused when something is in it."""
    with transaction.atomic():
        access.as_admin(actor)
        held = inbox_for(inbox)
        if held.websites.exists():
            raise Refused(_("A website writes into this inbox. Give the website another inbox first."))
        if held.conversations.exists():
            raise Refused(_("There are conversations in this inbox, so it stays. You can rename it."))
        held.delete()


def inbox_for(inbox: int) -> Inbox:
    """The inbox of that id, held until the transaction ends. Raises NotThere."""
    found = Inbox.objects.select_for_update(no_key=True).filter(pk=inbox).first()
    if found is None:
        raise NotThere(inbox)
    return found
