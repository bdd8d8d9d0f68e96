"""Saying something of what the team shares."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from extramile.base import text
from extramile.culture import access
from extramile.culture.models import Comment, Thread
from extramile.culture.queries.talk import called_in
from extramile.people.models import Agent

MOST = 2_000


def say(actor: Agent, thread: Thread, words: str, *, name: UUID, day: date) -> None:
    """Say something; under the same name once. Raises text.EmptyText or text.TextTooLong."""
    words = text.clean(words, MOST)
    with transaction.atomic():
        made, fresh = Comment.objects.get_or_create(
            name=name, defaults={"thread": thread, "author": actor, "words": words, "day": day}
        )
        if fresh:
            made.called.set(called_in(words))


def take_back(actor: Agent, comment: int) -> Thread:
    """Take away what one said, or what a lead takes away; where it stood. Raises access.NotThere."""
    with transaction.atomic():
        found = access.comment_for(comment)
        if not access.may_remove(actor, found):
            raise access.NotThere(comment)
        found.delete()
        return found.thread
