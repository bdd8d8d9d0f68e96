"""Saying something: customers, partners, colleagues, and what a slip asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from extramile.base import clock, text
from extramile.culture import access
from extramile.culture.models import OPEN_TO_ALL, Change, Feedback, Kind, PartnerLink, Source
from extramile.desk.models import Conversation
from extramile.people.models import Agent

WORDS, CALLED = 4_000, 80
ADDRESSES = timedelta(days=30)
_ALIKE = 40  # characters


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says from outside: `called` and `email` as they wrote them, either may be empty; `conversation` is
    the name of one that they had with us, and `partner` the link by which they came."""

    kind: str
    words: str
    called: str = ""
    email: str = ""
    conversation: UUID | None = None
    partner: PartnerLink | None = None


def hear(saying: Saying, *, name: UUID, day: date) -> None:
    """Keep what somebody from outside says: under the same name once, and in the same words on one day, but for a few
    words that several people say alike.

    Raises text.EmptyText or text.TextTooLong.
    """
    words = text.clean(saying.words, WORDS)
    called = text.line(text.storable(saying.called), CALLED)
    found_by = text.folded("\n".join((words, called, saying.email)))
    with transaction.atomic():
        talk = Conversation.objects.filter(public_id=saying.conversation).first() if saying.conversation else None
        of = {
            "source": Source.PARTNER if saying.partner else Source.CUSTOMER, "kind": Kind(saying.kind),
            "partner": saying.partner, "conversation": talk, "found_by": found_by, "day": day,
        }  # fmt: skip
        if len(found_by) < _ALIKE or not Feedback.objects.filter(**of).exists():
            said = of | {"words": words, "called": called, "email": saying.email}
            Feedback.objects.get_or_create(name=name, defaults=said)


def say(
    actor: Agent, source: Source, kind: str, words: str, *, unnamed: bool, credited: bool, name: UUID, day: date
) -> Feedback:
    """Say something as one of the company; under the same name once.

    `unnamed`, nothing is stored of who said it. A better way is an idea, and everybody reads it at once; `credited`,
    under the name of who proposed it. Raises text.EmptyText or text.TextTooLong.
    """
    words = text.clean(words, WORDS)
    inside = source in OPEN_TO_ALL
    looked = text.folded(words)
    with transaction.atomic():
        made, _ = Feedback.objects.get_or_create(name=name, defaults={
            "source": source, "kind": Kind.IDEA if inside else Kind(kind), "words": words, "inside": inside,
            "author": None if unnamed else actor, "credited": credited and not unnamed, "day": day,
            "found_by": looked, "found_inside": looked if inside else "",
        })  # fmt: skip
        return made


def from_change(change: int, *, day: date) -> Feedback:
    """What we want to change after a slip, as feedback for somebody to take on; once. It names nobody, whoever told the
    slip. Raises access.NotThere."""
    with transaction.atomic():
        # Its row is held: of two who press at once, the second finds what the first made.
        found = Change.objects.select_for_update().filter(pk=min(change, access.HIGHEST)).first()
        if found is None:
            raise access.NotThere(change)
        looked = text.folded(found.words)
        made, _ = Feedback.objects.get_or_create(change=found, defaults={
            "name": uuid4(), "source": Source.SLIP, "kind": Kind.IDEA, "words": found.words, "inside": True, "day": day,
            "found_by": looked, "found_inside": looked,
        })  # fmt: skip
        return made


def remove(actor: Agent, feedback: int) -> None:
    """Take feedback away for good, which leads may, and who said it under their name. Raises access.NotThere."""
    with transaction.atomic():
        found = access.feedback_for(actor, feedback)
        if not access.may_remove(actor, found):
            raise access.NotThere(feedback)
        found.delete()


def forget_addresses() -> None:
    """Forget where people wanted an answer, once what they said is closed for ADDRESSES."""
    over = Feedback.objects.filter(closed__lte=clock.now().date() - ADDRESSES).exclude(email="")
    for one in over[:100]:
        one.email = ""
        one.found_by = text.folded("\n".join((one.words, one.called)))
        one.save(update_fields=["email", "found_by"])
