"""Telling of a slip, so that others are spared it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from extramile.base import text
from extramile.base.ids import chance_key
from extramile.base.tries import in_one
from extramile.culture import access
from extramile.culture.models import Change, Slip, Thread
from extramile.culture.queries.own_talks import colleagues, known_of
from extramile.desk.anonymous import Known, anonymous
from extramile.desk.models import Conversation
from extramile.people.models import Agent

TITLE, WORDS, CHANGES, CHANGE = 120, 3_000, 8, 240


class NothingTold(ValueError):
    """A slip has a title, says what happened, and what we learned."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody tells of a slip; `changes` are what we change, one a line."""

    title: str
    happened: str
    learned: str
    expected: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A telling as others would read it, and what was taken out of it."""

    telling: Telling
    stripped: list[Known]


def draft(telling: Telling, conversation: Conversation | None) -> Draft:
    """A telling without whose slip it was: neither the customer is named nor anybody of the company.

    Raises NothingTold.
    """
    given = [telling.title, telling.happened, telling.learned, telling.expected, telling.changes]
    if not all(one.strip() for one in given[:3]):
        raise NothingTold
    known = known_of(conversation.customer) if conversation else []
    clean = anonymous([text.storable(one)[:WORDS] for one in given], [*known, *colleagues()])
    title, *rest = (line.replace("\r\n", "\n").strip() for line in clean.lines)
    return Draft(Telling(text.line(title, TITLE), *rest), clean.stripped)


def tell(actor: Agent, telling: Telling, *, conversation: int | None, unnamed: bool, name: UUID, day: date) -> Slip:
    """Tell of a slip; under the same name once. `unnamed`, nothing is stored of who told it and of which conversation.

    Raises access.NotThere or NothingTold.
    """

    def write() -> Slip:
        there = Slip.objects.filter(name=name).first()
        if there is not None:
            return there
        held = access.held(actor, conversation) if conversation else None
        made = draft(telling, held).telling
        slip = Slip.objects.create(
            name=name, title=made.title, happened=made.happened, expected=made.expected, learned=made.learned,
            author=None if unnamed else actor, conversation=None if unnamed else held, day=day,
            thread=Thread.objects.create(), found_by=text.folded("\n".join(
                (made.title, made.happened, made.expected, made.learned, made.changes))),
        )  # fmt: skip
        lines = [line for line in map(str.strip, made.changes.splitlines()) if line][:CHANGES]
        keys = sorted(chance_key() for _ in lines)
        changes = [
            Change(pk=key, slip=slip, words=text.line(line, CHANGE)) for key, line in zip(keys, lines, strict=True)
        ]
        Change.objects.bulk_create(changes)
        return slip

    return in_one(write)


def done(change: int, *, on: bool, day: date) -> Slip:
    """Something that we wanted to change is changed, or is not yet. Raises access.NotThere."""
    with transaction.atomic():
        found = Change.objects.filter(pk=min(change, access.HIGHEST)).select_related("slip").first()
        if found is None:
            raise access.NotThere(change)
        found.done = day if on else None
        found.save(update_fields=["done"])
        return found.slip


def remove(actor: Agent, slip: int) -> None:
    """Take a slip away, with what was said of it. Raises access.NotThere."""
    with transaction.atomic():
        found = access.slip_for(slip)
        if not access.may_remove(actor, found):
            raise access.NotThere(slip)
        found.thread.delete()
