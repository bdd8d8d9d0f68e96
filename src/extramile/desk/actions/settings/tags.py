"""The list of tags."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from extramile.desk.access import NotThere
from extramile.desk.actions.refused import Refused
from extramile.desk.actions.tags import name_of
from extramile.desk.models import Tag
from extramile.people import access
from extramile.people.models import Agent


def save_tag(actor: Agent, *, name: str, tag: int | None = None) -> Tag:
    """Make a tag, or give the one named another name on every conversation that has it.

    Raises access.NotAllowed, NotThere, or Refused for a bad or taken name.
    """
    wanted = name_of(name)
    with transaction.atomic():
        access.as_lead(actor)
        held = Tag() if tag is None else _tag_for(tag)
        if Tag.objects.filter(name__iexact=wanted).exclude(pk=held.pk).exists():
            raise Refused(_("There is a tag of that name already."))
        held.name = wanted
        held.save()
        return held


def remove_tag(actor: Agent, tag: int) -> None:
    """Remove a tag, also from every conversation that has it. Raises access.NotAllowed or NotThere."""
    with transaction.atomic():
        access.as_lead(actor)
        _tag_for(tag).delete()


def _tag_for(tag: int) -> Tag:
    found = Tag.objects.select_for_update().filter(pk=tag).first()
    if found is None:
        raise NotThere(tag)
    return found
