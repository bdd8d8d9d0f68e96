"""Telling stories."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from extramile.base import text
from extramile.base.tries import in_one
from extramile.culture import access
from extramile.culture.models import Story, Thread
from extramile.culture.queries import own_talks
from extramile.desk.anonymous import Known, anonymous
from extramile.desk.models import Conversation
from extramile.people.models import Agent

TITLE, WORDS, TAUGHT = 120, 4_000, 1_000


class NothingTold(ValueError):
    """A story has a title and says what happened."""


class Borrowed(ValueError):
    """The telling has the customer's own words in it, which they have not let us share; the message is those words."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody tells: `quote` is an act in which the customer let their words be shared."""

    title: str
    words: str
    taught: str = ""
    quote: int | None = None
    helpers: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A telling as the team would read it, and what was taken out of it."""

    telling: Telling
    stripped: list[Known]


def draft(telling: Telling, conversation: Conversation | None) -> Draft:
    """A telling without whose conversation it was. Raises NothingTold or Borrowed."""
    given = [text.line(telling.title, TITLE), telling.words[:WORDS], telling.taught[:TAUGHT]]
    if not given[0] or not given[1].strip():
        raise NothingTold
    known = own_talks.known_of(conversation.customer) if conversation else []
    clean = anonymous([text.storable(one) for one in given], known)
    if conversation and (theirs := own_talks.borrowed(given[1], own_talks.messages_of(conversation))):
        raise Borrowed(theirs)
    title, words, taught = (line.replace("\r\n", "\n").strip() for line in clean.lines)
    return Draft(replace(telling, title=text.line(title, TITLE), words=words, taught=taught), clean.stripped)


def tell(actor: Agent, telling: Telling, *, conversation: int | None, name: UUID, day: date) -> Story:
    """Tell a story to everybody; under the same name once. Raises access.NotThere, NothingTold or Borrowed."""

    def write() -> Story:
        there = Story.objects.filter(name=name).first()
        if there is not None:
            if there.author_id != actor.pk:
                raise access.NotThere(name)
            return there
        held = access.held(actor, conversation) if conversation else None
        made = draft(telling, held).telling
        story = Story.objects.create(
            name=name, author=actor, conversation=held, day=day, thread=Thread.objects.create(), **_worded(made, held)
        )
        _with(story, made, held)
        return story

    return in_one(write)


def change(actor: Agent, story: int, telling: Telling) -> None:
    """Word one's own story anew. Raises access.NotThere, NothingTold or Borrowed."""
    with transaction.atomic():
        found = (
            Story.objects.select_for_update(of=("self",))
            .select_related("conversation__customer")
            .filter(pk=story)
            .first()
        )
        if found is None or not access.may_change(actor, found):
            raise access.NotThere(story)
        made = draft(telling, found.conversation).telling
        for field, value in _worded(made, found.conversation).items():
            setattr(found, field, value)
        found.save()
        _with(found, made, found.conversation)


def remove(actor: Agent, story: int) -> None:
    """Take a story away for good, with all that was said of it. Raises access.NotThere."""
    with transaction.atomic():
        found = access.story_for(story)
        if not access.may_remove(actor, found):
            raise access.NotThere(story)
        found.thread.delete()


def cheer(actor: Agent, story: int, *, on: bool) -> None:
    """Cheer a story, or take that back. Raises access.NotThere."""
    with transaction.atomic():
        cheered = access.story_for(story).cheered
        cheered.add(actor) if on else cheered.remove(actor)


def _worded(made: Telling, held: Conversation | None) -> dict[str, object]:
    # Whose words may be shared is asked now: what a form says of it may be old, or somebody else's.
    allowed = {act.pk: act for act in own_talks.shareable(held.customer_id)} if held else {}
    return {
        "title": made.title, "words": made.words, "taught": made.taught,
        "quote": allowed.get(made.quote) if made.quote else None,
        "found_by": text.folded("\n".join((made.title, made.words, made.taught))),
    }  # fmt: skip


def _with(story: Story, made: Telling, held: Conversation | None) -> None:
    able = own_talks.helpers_in(held, but=story.author_id or 0) if held else []
    story.helpers.set([one for one in able if one.pk in made.helpers])
