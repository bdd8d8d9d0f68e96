"""Monday's idea: given once a week, written, put in order and scheduled by leads."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from extramile.base import text
from extramile.culture import access
from extramile.culture.models import Monday, NoLetter, OwnIdea, Scheduled, Sequence, Thread
from extramile.culture.queries import mondays
from extramile.culture.weeks import monday_of
from extramile.people.access import as_lead
from extramile.people.models import Agent

TITLE, WORDS, QUESTION = 120, 2_000, 300


class NoSuchIdea(LookupError):
    """There is no idea of that key."""


class NotAhead(ValueError):
    """An idea is scheduled for a Monday that is still to come."""


def begin(week: date) -> Monday:
    """Give the idea of a week, which the first of all that come along chooses for all."""
    there = Monday.objects.filter(week=week).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            ((_, idea, _),) = mondays.coming(week, weeks=1)
            return Monday.objects.create(
                week=week, key=idea.key, title=idea.title, words=idea.words, question=idea.question,
                thread=Thread.objects.create(),
            )  # fmt: skip
    except IntegrityError:
        # Another process was quicker: its idea is the one of this week.
        return Monday.objects.get(week=week)


def write(actor: Agent, *, title: str, words: str, question: str, day: date, idea: int | None = None) -> OwnIdea:
    """Write an idea, which then comes next, or word one anew. Raises people.access.NotAllowed or NoSuchIdea."""
    said = {"title": text.line(text.storable(title), TITLE), "words": text.clean(words, WORDS),
            "question": text.line(text.storable(question), QUESTION)}  # fmt: skip
    with transaction.atomic():
        lead = as_lead(actor)
        if idea is not None:
            if not OwnIdea.objects.filter(pk=min(idea, access.HIGHEST)).update(**said):
                raise NoSuchIdea(idea)
            return OwnIdea.objects.get(pk=idea)
        made = OwnIdea.objects.create(**said, by=lead, day=day)
        held = _held()
        _put(held, [f"own:{made.pk}", *(key for key in _keys() if key != f"own:{made.pk}")])
        return made


def remove(actor: Agent, idea: int) -> None:
    """Take an own idea away; the weeks that had it keep it. Raises people.access.NotAllowed or NoSuchIdea."""
    with transaction.atomic():
        as_lead(actor)
        if not OwnIdea.objects.filter(pk=min(idea, access.HIGHEST)).delete()[0]:
            raise NoSuchIdea(idea)
        Scheduled.objects.filter(key=f"own:{idea}").delete()


def move(actor: Agent, key: str, *, by: int) -> None:
    """Let an idea come so many places later, or earlier below zero. Raises people.access.NotAllowed or NoSuchIdea."""
    with transaction.atomic():
        as_lead(actor)
        held = _held()
        keys = _keys()
        if key not in keys:
            raise NoSuchIdea(key)
        place = max(0, min(len(keys) - 1, keys.index(key) + by))
        keys.remove(key)
        keys.insert(place, key)
        _put(held, keys)


def schedule(actor: Agent, key: str, week: date | None, *, today: date) -> None:
    """Mean an idea for the week of a day, in place of another, or None for no week.

    Raises people.access.NotAllowed, NoSuchIdea or NotAhead.
    """
    with transaction.atomic():
        as_lead(actor)
        if key not in _keys():
            raise NoSuchIdea(key)
        Scheduled.objects.filter(key=key).delete()
        if week is None:
            return
        if monday_of(week) <= monday_of(today):
            raise NotAhead(week)
        Scheduled.objects.update_or_create(week=monday_of(week), defaults={"key": key})


def want_letters(agent: int, *, on: bool, day: date) -> None:
    """Send somebody Monday's idea by mail from now on, or not any more. Said twice, it stays so."""
    if on:
        NoLetter.objects.filter(agent=agent).delete()
    elif Agent.objects.filter(pk=agent).exists():
        NoLetter.objects.get_or_create(agent_id=agent, defaults={"day": day})


def _held() -> Sequence:
    Sequence.objects.get_or_create(pk=1)
    return Sequence.objects.select_for_update().get(pk=1)


def _keys() -> list[str]:
    return [one.key for one in mondays.ideas()]


def _put(held: Sequence, keys: list[str]) -> None:
    held.keys = keys
    held.save(update_fields=["keys"])
