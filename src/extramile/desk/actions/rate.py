"""A customer rates a conversation that was resolved, once or with second thoughts. Part of the live path's writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from extramile.base import clock, events
from extramile.desk.actions.head import RESOLVED, VISITOR, Draft, Head
from extramile.desk.events import RATED, Rated
from extramile.desk.models import Entry, Rating
from extramile.desk.queries.ratings import rating
from extramile.desk.shapes import CHANGED_FOR, EntryShape, RatingShape

_ONE_IN = 4
_NOT_AGAIN = timedelta(days=90)


@dataclass(slots=True)
class Rate:
    """A visitor's rating of the conversation that was resolved at `resolved`, a `said`; all of it, each time."""

    visitor: str
    public_id: str
    name: str
    resolved: int
    stars: int
    comment: str
    recommend: int | None
    may_share: bool | None


@dataclass(frozen=True, slots=True)
class TooLate:
    """The conversation goes on, was not resolved there, or what was said of it may not be changed any more."""


def draft(head: Head, job: Rate) -> Draft | TooLate:
    """The line of the log that a rating is to be. One that is there already is no later than it was."""
    row, now = head.row, clock.now()
    before = rating(row.conversation, job.resolved)
    over = row.status != RESOLVED or row.said != job.resolved or (before and now - before.at > CHANGED_FOR)
    if over and not Entry.objects.filter(name=job.name, conversation=row.conversation, type=RATED).exists():
        return TooLate()
    asks = before.asks if before else _asks(row.public_id, row.customer)
    shape = RatingShape(
        job.resolved, job.stars, job.comment, job.recommend, job.may_share, asks, before.at if before else now, now
    )
    return Draft(row.conversation, job.name, RATED, VISITOR, text=job.comment, data=shape.data)


def _asks(public_id: str, customer: int) -> bool:
    """Whether a customer is asked if they recommend us: in a share of conversations, and not twice in a season."""
    lately = clock.now() - _NOT_AGAIN
    asked = Rating.objects.filter(conversation__customer=customer, asks=True, at__gt=lately)
    return UUID(public_id).int % _ONE_IN == 0 and not asked.exists()


def keep(entry: EntryShape) -> None:
    """Keep what a new `rated` entry says. Words that the customer took back are nobody's to read any more."""
    data = entry.data or {}
    of = {"conversation_id": entry.conversation, "resolved": data["resolved"]}
    said = {name: data[name] for name in ("stars", "recommend", "may_share", "asks")}
    changed = said | {"comment": entry.text, "changed": entry.at}
    Rating.objects.update_or_create(**of, defaults=changed, create_defaults={**changed, **of, "at": entry.at})
    older = Entry.objects.filter(conversation=entry.conversation, type=RATED, seq__lt=entry.seq)
    older.filter(data__resolved=data["resolved"]).exclude(text="").update(text="")
    events.keep(Rated(entry.conversation, data["resolved"]))
