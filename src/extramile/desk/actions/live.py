"""What the live path writes: one transaction for a batch of messages and marks from many people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, transaction

from extramile.base import events
from extramile.base.collisions import together
from extramile.base.log import reason_of
from extramile.customers.actions.promises import make
from extramile.customers.shapes import Vow
from extramile.desk.actions import arrive, log, rate
from extramile.desk.actions.head import AGENT, MESSAGE, NOTE, VISITOR, Draft, Head
from extramile.desk.actions.rate import Rate, TooLate
from extramile.desk.actions.recent import Recent
from extramile.desk.actions.writers import Here
from extramile.desk.events import RATED, Marked, Written
from extramile.desk.shapes import EntryShape, Row

_log = structlog.get_logger()


@dataclass(slots=True)
class Receive:
    """A visitor's message. `public_id` is the UUID that the widget made; a new one opens a conversation, unless
    it is to be the visitor's `first` and another one is open."""

    visitor: str
    website: int
    public_id: str
    name: str
    text: str
    page: str
    language: str
    first: bool = False


@dataclass(slots=True)
class Reply:
    """An agent's reply or note; `inboxes` is what the agent may see. A reply may hold a promise, made with it."""

    agent: int
    author: str
    inboxes: frozenset[int]
    conversation: int
    name: str
    text: str
    note: bool
    promise: Vow | None = None


@dataclass(slots=True)
class Mark:
    """How far the desk, or the visitor, has received and seen what was said."""

    conversation: int
    desk: bool
    delivered: int
    seen: int


@dataclass(slots=True)
class Done:
    """It is on disk. `entry` is None for a mark."""

    entry: EntryShape | None
    row: Row


@dataclass(frozen=True, slots=True)
class NotYours:
    """The conversation is somebody else's, or not there; or its website is gone, or its customer may not write."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The visitor's first conversation is open already, under this UUID: another tab was quicker."""

    public_id: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The database could not store it now; nothing of it was."""


Job = Receive | Reply | Mark | Rate
# As a tuple: a union that is written out where it is asked for is made anew for each message.
_VISITS = (Receive, Rate)
Outcome = Done | NotYours | Elsewhere | TooLate | Unavailable


def commit(batch: Sequence[Job], recent: Recent | None = None) -> list[Outcome]:
    """Store a batch in one transaction. When one job cannot be stored, each is tried alone and costs nobody else.

    `recent` is what the writer kept of its batches before this one.
    """
    recent = recent or Recent()
    try:
        return together(lambda: _store(batch, recent))
    except (InterfaceError, OperationalError) as error:
        recent.forget()
        # The disk is full, or the database is locked or gone: trying each job would keep them all waiting, and fail.
        _log.error("write_unavailable", jobs=len(batch), reason=reason_of(error))
        close_old_connections()
        return [Unavailable()] * len(batch)
    except Exception:
        recent.forget()
        # Whatever it was must not end the writer's thread: everybody depends on it.
        if len(batch) == 1:
            job = batch[0]
            named = job.public_id if isinstance(job, Receive | Rate) else job.conversation
            _log.error("write_failed", job=type(job).__name__, conversation=named, exc_info=True)
            return [Unavailable()]
    return [outcome for job in batch for outcome in commit([job], recent)]


def _store(batch: Sequence[Job], recent: Recent) -> list[Outcome]:
    with transaction.atomic():
        recent.look()
        here = Here({job.agent for job in batch if isinstance(job, Reply)})
        heads, public, elsewhere = _heads(batch, recent)
        placed = [_place(job, heads, public, elsewhere, here) for job in batch]
        stored = iter(log.write(heads, [draft for draft in placed if isinstance(draft, Draft)]))
        told = log.save(heads.values())
        outcomes: list[Outcome] = []
        for job, draft in zip(batch, placed, strict=True):
            outcomes.append(_outcome(job, next(stored), heads, told) if isinstance(draft, Draft) else draft)
        events.publish(*told, *_marked(batch, heads))
    recent.keep(heads)
    return outcomes


def _heads(batch: Sequence[Job], recent: Recent) -> tuple[dict[int, Head], dict[str, Head], dict[tuple[str, str], str]]:
    visits = [job for job in batch if isinstance(job, _VISITS)]
    stopped = recent.stopped(job.visitor for job in visits)
    visits = [job for job in visits if job.visitor not in stopped]
    numbers = {job.conversation for job in batch if not isinstance(job, _VISITS)}
    log.in_order(numbers, [job.public_id for job in visits])
    public = recent.lock_public(job.public_id for job in visits)
    # Turned round, so that of two who name the same conversation the first to come has it.
    new = [
        arrive.Opening(job.visitor, job.website, job.public_id, job.page, job.language, job.first)
        for job in reversed(visits)
        if isinstance(job, Receive) and job.public_id not in public
    ]
    elsewhere = arrive.elsewhere(new[::-1])
    if opening := [one for one in new if (one.visitor, one.public_id) not in elsewhere]:
        public |= arrive.open_conversations(opening)
    heads = {head.row.conversation: head for head in public.values()}
    heads.update(recent.lock(numbers - heads.keys()))
    return heads, public, elsewhere


def _place(
    job: Job, heads: dict[int, Head], public: dict[str, Head], elsewhere: dict[tuple[str, str], str], here: Here
) -> Draft | Outcome:
    if isinstance(job, _VISITS):
        if elsewhere and (there := elsewhere.get((job.visitor, job.public_id))):
            return Elsewhere(there)
        head = public.get(job.public_id)
        if head is None or head.row.visitor != job.visitor:
            return NotYours()
        if isinstance(job, Rate):
            return rate.draft(head, job)
        return Draft(head.row.conversation, job.name, MESSAGE, VISITOR, None, "", job.text)
    found = heads.get(job.conversation)
    if isinstance(job, Reply):
        if found is None or found.row.inbox not in job.inboxes or job.agent not in here:
            return NotYours()
        if not job.note and not here.may_take(job.agent, found.row):
            return NotYours()
        kind = NOTE if job.note else MESSAGE
        return Draft(job.conversation, job.name, kind, AGENT, job.agent, job.author, job.text)
    if found is None:
        return NotYours()
    _mark(found, job)
    return Done(None, found.row)


def _mark(head: Head, job: Mark) -> None:
    row = head.row
    side = "desk" if job.desk else "visitor"
    delivered, seen = (row.desk_delivered, row.desk_seen) if job.desk else (row.visitor_delivered, row.visitor_seen)
    seen = max(seen, min(job.seen, row.said))
    delivered = max(delivered, seen, min(job.delivered, row.said))
    head.change(**{f"{side}_delivered": delivered, f"{side}_seen": seen})


def _outcome(job: Job, stored: log.Stored, heads: dict[int, Head], told: list[object]) -> Outcome:
    row = heads[stored.entry.conversation].row
    if isinstance(job, Reply) and job.promise and stored.entry.agent == job.agent:
        make(
            job.agent, row.customer, job.promise.what, job.promise.due, name=job.name, message=job.name,
            conversation=job.conversation,
        )  # fmt: skip
    rates = isinstance(job, Rate)
    if stored.fresh:
        if rates:
            rate.keep(stored.entry)
        return Done(stored.entry, row)
    if (stored.entry.by == VISITOR, stored.entry.type == RATED) != (isinstance(job, _VISITS), rates):
        # A visitor who names an agent's entry would learn that it is there.
        return NotYours()
    if rates:
        # What was said since may be something else.
        return Done(stored.entry, row)
    # The publish of the first time may have been lost with its process; those who heard it ignore this one.
    told.append(Written(stored.entry, row))
    return Done(stored.entry, row)


def _marked(batch: Sequence[Job], heads: dict[int, Head]) -> list[object]:
    marked = {(job.conversation, job.desk) for job in batch if isinstance(job, Mark) and job.conversation in heads}
    return [Marked(heads[conversation].row, desk) for conversation, desk in sorted(marked)]
