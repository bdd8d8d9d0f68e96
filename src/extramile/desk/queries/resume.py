"""What a client that comes back has missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extramile.desk.columns import ENTRY, ROW, entry_of, row_of
from extramile.desk.models import Conversation, Entry
from extramile.desk.queries.ratings import ratings
from extramile.desk.shapes import EntryShape, RatingShape, Row

MOST = 200
PAGE = 50


@dataclass(frozen=True, slots=True)
class Missed:
    """Where a conversation is, and its newest entries that a client has not: at most MOST, in order.

    A visitor is given their `rating` of it too, if it is resolved and they rated it.
    """

    row: Row
    entries: list[EntryShape]
    rating: RatingShape | None = None


def missed_by_desk(conversation: int, inboxes: frozenset[int], *, seq: int) -> Missed | None:
    """What an agent has not of a conversation after `seq`; None when it is not theirs to see."""
    row = _row(pk=conversation, inbox_id__in=inboxes)
    return None if row is None else Missed(row, _newest(conversation, seq__gt=seq, seq__lte=row.seq))


def missed_by_visitor(public_id: str, visitor: str, *, said: int) -> Missed | None:
    """What a visitor has not of their conversation after `said`; None when it is not theirs."""
    row = _row(public_id=public_id, visitor=visitor)
    if row is None:
        return None
    entries = _newest(row.conversation, seq__gt=said, said__gt=said, said__lte=row.said)
    return Missed(row, entries, ratings([row]).get(row.conversation))


def older_for_visitor(public_id: str, visitor: str, *, before: int) -> Missed | None:
    """Up to PAGE entries before `before`, in order; None when the conversation is not the visitor's."""
    row = _row(public_id=public_id, visitor=visitor)
    return None if row is None else Missed(row, _newest(row.conversation, most=PAGE, said__lt=before))


def heads(conversations: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The seq and said that each conversation has reached."""
    found = Conversation.objects.filter(pk__in=set(conversations)).values_list("pk", "seq", "said")
    return {pk: (seq, said) for pk, seq, said in found}


def rows_of_customer(customer: int) -> list[Row]:
    """Where a customer's newest conversations are; PAGE of them at most."""
    found = Conversation.objects.filter(customer=customer, seq__gt=0).order_by("-last_at").values_list(*ROW)[:PAGE]
    return [row_of(values) for values in found]


def _row(**which: object) -> Row | None:
    found = Conversation.objects.filter(**which).values_list(*ROW).first()
    return row_of(found) if found else None


def _newest(conversation: int, *, most: int = MOST, **which: object) -> list[EntryShape]:
    found = Entry.objects.filter(conversation_id=conversation, **which).order_by("-seq").values_list(*ENTRY)[:most]
    return [entry_of(values) for values in reversed(found)]
