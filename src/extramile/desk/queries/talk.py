"""What stands in one conversation, and around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from extramile.base.prepared import Given, Prepared
from extramile.desk.columns import ENTRY, entry_of
from extramile.desk.models import By, Conversation, Entry, Rating, Tag, Type
from extramile.desk.shapes import EntryShape

PAGE = 60
_REACH = 400
_BEFORE = 10
_EARLIER = 10
_SUGGESTED = 12
# seq has no gaps, so a range of it is a page.
_ENTRIES = Prepared(
    lambda: (
        Entry.objects.filter(conversation=Given("conversation"), seq__range=(Given("first"), Given("last")))
        .order_by("seq")
        .values_list(*ENTRY)
    )
)
_TAGS = Prepared(lambda: Tag.objects.filter(conversations=Given("conversation")).values_list("name"))


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
    found = _ENTRIES.values(conversation=conversation.pk, first=max(1, first), last=last)
    return [entry_of(values) for values in found]


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
    found = _OTHERS.values(customer=conversation.customer_id, inboxes=inboxes, this=conversation.pk)
    return [Earlier(*values) for values in found]


def _others() -> QuerySet[Conversation, Any]:
    found = Conversation.objects.filter(customer=Given("customer"), inbox__in=Given("inboxes", many=True), seq__gt=0)
    rated = Rating.objects.filter(conversation=OuterRef("pk")).order_by("-resolved").values("stars")[:1]
    found = found.exclude(pk=Given("this")).order_by("-last_at").annotate(stars=Subquery(rated))
    return found.values_list("pk", "status", "last_at", "last_text", "stars")[:_EARLIER]


_OTHERS = Prepared(_others)


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
    return [name for (name,) in _TAGS.values(conversation=conversation.pk)]


def known_tags(*, but: Collection[str] = ()) -> list[str]:
    """Names of tags that are in use here, without those in `but`."""
    return list(Tag.objects.exclude(name__in=but).values_list("name", flat=True)[:200])
