"""Websites: the pages that carry the chat."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from extramile.base import events
from extramile.desk.access import NotThere
from extramile.desk.actions.settings.inboxes import inbox_for
from extramile.desk.events import WebsiteChanged
from extramile.desk.models import Inbox, Website
from extramile.people import access
from extramile.people.models import Agent


def first_website(*, name: str, origin: str) -> Website:
    """Write the first website with an inbox of the same name, for the first-run page; `origin` as of `origin_from`."""
    with transaction.atomic():
        inbox = Inbox.objects.create(name=name[:60])
        return Website.objects.create(name=name, inbox=inbox, origins=[origin])


def save_website(
    actor: Agent,
    *,
    name: str,
    inbox: int,
    origins: Sequence[str],
    colour: str,
    greeting: str,
    language: str,
    position: str,
    website: int | None = None,
) -> Website:
    """Make a website, or change the one given. `origins` as of `origin_from`, `colour` as `#0f6f67`.

    Raises access.NotAllowed or NotThere.
    """
    with transaction.atomic():
        access.as_admin(actor)
        held = Website() if website is None else _website_for(website)
        held.inbox = inbox_for(inbox)
        held.name, held.origins, held.colour = name, list(origins), colour.lower()
        held.greeting, held.language, held.position = greeting, language, position
        held.save()
        events.publish(WebsiteChanged(held.pk, tuple(origins)))
        return held


def remove_website(actor: Agent, website: int) -> None:
    """Remove a website: its chat closes, its conversations stay. Raises access.NotAllowed or NotThere."""
    with transaction.atomic():
        access.as_admin(actor)
        _website_for(website).delete()
        events.publish(WebsiteChanged(website, None))


def _website_for(website: int) -> Website:
    found = Website.objects.select_for_update(no_key=True).filter(pk=website).first()
    if found is None:
        raise NotThere(website)
    return found
