"""What visitors who come in are told, for many of them together: a thousand who come back at once cost a few queries.

`said` has no gaps, so who has as many entries as their conversation has missed nothing, and is not looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from extramile.customers.models import Block
from extramile.customers.models.identity import Kind
from extramile.desk.columns import ENTRY, ROW, entry_of, row_of
from extramile.desk.models import Conversation, Entry, Website
from extramile.desk.queries.ratings import ratings
from extramile.desk.queries.resume import MOST, Missed
from extramile.desk.shapes import EntryShape, Row


@dataclass(frozen=True, slots=True)
class Arriving:
    """A visitor at the door of the website with this key, and the last they have of their conversation.

    `known` is false for one who was given their name a moment ago: there is nothing of theirs.
    """

    key: str
    visitor: str
    known: bool
    conversation: str | None
    said: int


@dataclass(slots=True)
class Arrived:
    """What the database says to one: their newest conversation, and what they missed of the one they named, if it is
    theirs, or else of the newest."""

    website: Website | None
    blocked: bool = False
    newest: Row | None = None
    missed: Missed | None = None


def arrived(comers: Sequence[Arriving]) -> list[Arrived]:
    """The answer to each, in order."""
    websites = {website.key: website for website in Website.objects.filter(key__in={one.key for one in comers})}
    known = [one for one in comers if one.known]
    visitors = {one.visitor for one in known}
    blocked, newest = _blocked(visitors), _newest(visitors)
    rows = _rows(newest.values(), {one.conversation for one in known if one.conversation})
    rated = ratings(rows)
    by_number = {row.conversation: row for row in rows}
    by_name = {row.public_id: row for row in rows}
    answers: list[Arrived] = []
    wanted: list[tuple[Missed, int]] = []
    for one in comers:
        answer = Arrived(websites.get(one.key))
        answers.append(answer)
        if one.visitor in newest:
            own = by_name.get(one.conversation or "")
            own = own if own and own.visitor == one.visitor else None
            answer.newest = by_number[newest[one.visitor]]
            row = own or answer.newest
            answer.missed = Missed(row, [], rated.get(row.conversation))
            wanted.append((answer.missed, one.said if own else 0))
        answer.blocked = one.visitor in blocked
    _fill(wanted)
    return answers


def _blocked(visitors: Iterable[str]) -> set[str]:
    """Those of these visitors whose customer may not write for now."""
    named = {"customer__identities__kind": Kind.VISITOR, "customer__identities__value__in": visitors}
    return set(Block.objects.filter(**named).values_list("customer__identities__value", flat=True))


def _newest(visitors: Iterable[str]) -> dict[str, int]:
    """The conversation that each visitor was in last."""
    found = Conversation.objects.filter(visitor__in=visitors).order_by("last_at", "pk")
    return {str(visitor): pk for visitor, pk in found.values_list("visitor", "pk")}


def _rows(numbers: Iterable[int], names: Iterable[str]) -> list[Row]:
    found = Conversation.objects.filter(Q(pk__in=list(numbers)) | Q(public_id__in=names))
    return [row_of(values) for values in found.values_list(*ROW)]


def _fill(wanted: Sequence[tuple[Missed, int]]) -> None:
    """Add to each what is missing after the `said` beside it: the newest MOST."""
    behind = [(missed, max(said, missed.row.said - MOST)) for missed, said in wanted if said < missed.row.said]
    if not behind:
        return
    ranges = {(missed.row.conversation, after, missed.row.said) for missed, after in behind}
    # `seq` is never below `said`: the index on it finds them.
    parts = (Q(conversation=number, seq__gt=after, said__gt=after, said__lte=last) for number, after, last in ranges)
    found: dict[int, list[EntryShape]] = {}
    for values in Entry.objects.filter(reduce(or_, parts)).order_by("conversation", "seq").values_list(*ENTRY):
        entry = entry_of(values)
        found.setdefault(entry.conversation, []).append(entry)
    for missed, after in behind:
        # Two tabs of one visitor may have come with different places.
        of = found.get(missed.row.conversation, [])
        missed.entries.extend(entry for entry in of if after < (entry.said or 0) <= missed.row.said)
