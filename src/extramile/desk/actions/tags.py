"""Tags on a conversation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from extramile.base import text
from extramile.desk.actions.held import held
from extramile.desk.actions.refused import Refused
from extramile.desk.models import By, Conversation, Tag, Type
from extramile.desk.shapes import EntryShape
from extramile.people.models import Agent

_LONGEST = 40


def tag(actor: Agent, conversation: int, name: str) -> EntryShape | None:
    """Put a tag on a conversation, made when it is new; None when it is there. Raises NotThere or Refused."""
    wanted = name_of(name)
    with held(actor, conversation) as head:
        found = Tag.objects.filter(name__iexact=wanted).first() or Tag.objects.create(name=wanted)
        tags = Conversation.objects.get(pk=conversation).tags
        if tags.filter(pk=found.pk).exists():
            return None
        tags.add(found)
        return head.event(Type.TAGGED, {"tag": found.name}, by=By.AGENT, agent=actor.pk, author=actor.name)


def untag(actor: Agent, conversation: int, name: str) -> EntryShape | None:
    """Take a tag off a conversation; None when it is not there. Raises NotThere."""
    with held(actor, conversation) as head:
        tags = Conversation.objects.get(pk=conversation).tags
        found = tags.filter(name__iexact=name.strip()).first()
        if found is None:
            return None
        tags.remove(found)
        return head.event(Type.UNTAGGED, {"tag": found.name}, by=By.AGENT, agent=actor.pk, author=actor.name)


def name_of(given: str) -> str:
    """A tag's name on one line. Raises Refused when it is empty or too long."""
    wanted = " ".join(given.replace("\x00", "").split())
    if not wanted:
        raise Refused(_("Write the name of a tag."))
    if len(wanted) > _LONGEST:
        raise Refused(_("A tag has at most %(most)d characters.") % {"most": _LONGEST})
    return text.line(wanted, _LONGEST)
