"""Thanking each other, and letting the team read what customers said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from extramile.base import clock, text
from extramile.culture import access
from extramile.culture.models import Passed, Thanks
from extramile.culture.queries.kind_words import kind_words
from extramile.desk.access import NotThere as NoConversation
from extramile.desk.access import conversation_for
from extramile.desk.models import Conversation
from extramile.people.actions.sealing import LEFT
from extramile.people.models import Agent

MOST, HAPPENED = 1_000, 300
LATELY = timedelta(days=60)
_TALK = re.compile(r"\S*/desk/c/(\d{1,18})\b\S*")


class Nobody(ValueError):
    """Thanks go to a colleague, who is here and is not oneself."""


class NothingHappened(ValueError):
    """Thanks are for something that happened: a line, or a link to a conversation."""


def thank(actor: Agent, to: int, words: str, *, happened: str, shared: bool, name: UUID, day: date) -> Thanks:
    """Thank a colleague; under the same name once. `happened` is a line, the address of a conversation, or both.

    Raises Nobody, NothingHappened, text.EmptyText or text.TextTooLong.
    """
    words = text.clean(words, MOST)
    line = text.line(text.storable(happened), HAPPENED)
    if not line:
        raise NothingHappened
    with transaction.atomic():
        colleague = Agent.objects.filter(pk=to, is_active=True).exclude(pk=actor.pk).first()
        if colleague is None:
            raise Nobody
        talk = _talk(actor, line)
        made, _ = Thanks.objects.get_or_create(name=name, defaults={
            "giver": actor, "to": colleague, "words": words, "shared": shared, "day": day, "conversation": talk,
            "happened": " ".join(_TALK.sub(" ", line).split()) if talk else line,
        })  # fmt: skip
        return made


def share(actor: Agent, thanks: int, *, on: bool) -> None:
    """Show thanks to the team, which is for their giver to say, or keep them between the two, which either may.

    Raises access.NotThere.
    """
    with transaction.atomic():
        found = access.thanks_between(actor, thanks)
        if on and found.giver_id != actor.pk:
            raise access.NotThere(thanks)
        found.shared = on
        found.save(update_fields=["shared"])


def take_back(actor: Agent, thanks: int) -> None:
    """Take away what one wrote, or as a lead what the team reads. Raises access.NotThere."""
    with transaction.atomic():
        found = Thanks.objects.filter(pk=min(thanks, access.HIGHEST)).first()
        if found is None or not (found.giver_id == actor.pk or (found.shared and actor.leads)):
            raise access.NotThere(thanks)
        found.delete()


def pass_on(actor: Agent, act: int, *, on: bool, today: date) -> None:
    """Let the team read what a customer said to oneself and lets us share, or not any more. Raises access.NotThere."""
    with transaction.atomic():
        if not on:
            Passed.objects.filter(act=min(act, access.HIGHEST), agent=actor).delete()
        elif act in {one.act for one in kind_words(actor, since=today - LATELY)}:
            Passed.objects.get_or_create(act_id=act, agent=actor, defaults={"day": today})
        else:
            raise access.NotThere(act)


def let_go_of_what_was_left() -> None:
    """Destroy what was between two, once the one who was thanked has left as long ago as sealed writing lasts."""
    gone = clock.now().date() - LEFT
    Thanks.objects.filter(shared=False, to__closing__day__lte=gone).delete()


def _talk(actor: Agent, line: str) -> Conversation | None:
    found = _TALK.search(line)
    try:
        return conversation_for(actor, int(found[1])) if found else None
    except NoConversation:
        return None
