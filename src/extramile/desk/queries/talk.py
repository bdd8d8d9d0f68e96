"""What stands in one conversation, and around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from extramile.desk.columns import ENTRY, entry_of
from extramile.desk.models import By, Conversation, Entry, Rating, Tag, Type
from extramile.desk.shapes import EntryShape

PAGE = 60
_REACH = 400
_BEFORE = 10
_EARLIER = 10
_SUGGESTED = 12


def latest(conversation: Conversation, *, reach: int | None = None) -> list[EntryShape]:
    """The newest entries in order: PAGE of them, or as many as reach back to the entry at seq `reach`, up to 400."""
    first = conversation.seq - PAGE + 1
    if reach and conversation.seq - reach < _REACH:
        first = min(first, reach - _BEFORE)
    return _entries(conversation, first, conversation.seq)


def before(conversation: Conversation, seq: int) -> list[EntryShape]:
    """The PAGE entries before `seq`, in order."""
    return _entries(conversation, seq - PAGE, seq - 1)


def last_words_of_customer(conversation: Conversation, *, most: int) -> list[str]:
    """What the customer wrote last, the oldest of it first: `most` messages among the newest PAGE entries."""
    found = Entry.objects.filter(
        conversation=conversation, seq__gt=conversation.seq - PAGE, type=Type.MESSAGE, by=By.VISITOR
    )
    return list(found.order_by("-seq").values_list("text", flat=True)[:most])[::-1]


def _entries(conversation: Conversation, first: int, last: int) -> list[EntryShape]:
    # seq has no gaps, so a range of it is a page.
    found = Entry.objects.filter(conversation=conversation, seq__range=(max(1, first), last))
    return [entry_of(values) for values in found.order_by("seq").values_list(*ENTRY)]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another conversation with the same customer; `stars` are those of its newest rating."""

    conversation: int
    status: str
    last_at: datetime
    last_text: str
    stars: int | None


def earlier(conversation: Conversation, inboxes: Collection[int]) -> Sequence[Earlier]:
    """The customer's other conversations that somebody with these inboxes may see, newest first, ten at most."""
    found = Conversation.objects.filter(customer=conversation.customer_id, inbox__in=inboxes, seq__gt=0)
    rated = Rating.objects.filter(conversation=OuterRef("pk")).order_by("-resolved").values("stars")[:1]
    found = found.exclude(pk=conversation.pk).order_by("-last_at").annotate(stars=Subquery(rated))
    return [
        Earlier(*values) for values in found.values_list("pk", "status", "last_at", "last_text", "stars")[:_EARLIER]
    ]


def customer_of(conversation: int) -> int | None:
    """Whose a conversation is; None when it is gone."""
    return Conversation.objects.filter(pk=conversation).values_list("customer_id", flat=True).first()


def talks_of(customer: int, inboxes: Collection[int]) -> int:
    """How many conversations with a customer somebody with these inboxes may see."""
    return Conversation.objects.filter(customer=customer, inbox__in=inboxes, seq__gt=0).count()


def is_by(agent: int, conversation: int, name: str) -> bool:
    """Whether an agent has written the entry of that name into a conversation."""
    return Entry.objects.filter(conversation=conversation, name=name, agent=agent).exists()


def tags_of(conversation: Conversation) -> list[str]:
    """The names of a conversation's tags."""
    return list(conversation.tags.values_list("name", flat=True))


def known_tags(*, but: Collection[str] = ()) -> list[str]:
    """Names of tags that are in use here, without those in `but`."""
    return list(Tag.objects.exclude(name__in=but).values_list("name", flat=True)[:200])
