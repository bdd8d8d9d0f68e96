"""Storing chats that took place elsewhere.

They come as they were: original times, authors and order, resolved, told to nobody. The conversation's `source` names
the chat, and a line's name is made from source and turn number, so a chat that comes again adds only what is new. A
turn whose time lies before that of the turn above it keeps its place and its time.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, connection, transaction

from extramile.base import text
from extramile.desk.actions import imported, log, sql
from extramile.desk.actions.head import Scope
from extramile.desk.imports.chat import Chat, Turn
from extramile.desk.models import By, Conversation, Entry, Inbox, Status, Type
from extramile.desk.shapes import EntryShape

_TRIES = 5
_PAUSE = 0.5
_NAMES = uuid.UUID("6f1d6c5e-5b53-5c0e-9c39-7c1f0c5a2f10")
_FOLLOWS = ["seq", "said", "desk_delivered", "desk_seen", "last_at", "last_by", "last_text"]
_KINDS = {
    "customer": (Type.MESSAGE, By.VISITOR),
    "agent": (Type.MESSAGE, By.AGENT),
    "note": (Type.NOTE, By.AGENT),
    "system": (Type.NOTE, By.SYSTEM),
}


@dataclass(slots=True)
class Brought:
    """What an import came to: chats new, chats known already, and lines written."""

    added: int = 0
    present: int = 0
    messages: int = 0

    def __add__(self, other: Brought) -> Brought:
        return Brought(self.added + other.added, self.present + other.present, self.messages + other.messages)


@dataclass(frozen=True, slots=True)
class _Line:
    """A turn that is not there yet, with its place in the log."""

    name: uuid.UUID
    turn: Turn
    seq: int
    said: int | None


@dataclass(slots=True)
class _Place:
    """A chat and its conversation, which is not stored yet when it is new."""

    conversation: Conversation
    chat: Chat
    lines: list[_Line] = field(default_factory=list)

    def entries(self) -> list[EntryShape]:
        """The lines as the log holds them."""
        return [
            EntryShape(
                self.conversation.pk, line.seq, line.said, str(line.name), *_KINDS[line.turn.by], None,
                line.turn.author, line.turn.text, None, line.turn.at,
            )
            for line in self.lines
        ]  # fmt: skip


def bring(chats: Sequence[Chat], *, inbox: Inbox) -> Brought:
    """Store chats, each id at most once among them, in one transaction. Returns what was new.

    Raises OperationalError when the database stays locked or the disk is full; nothing of the batch is stored then.
    """
    for tries in range(_TRIES):
        try:
            with transaction.atomic():
                return _bring(chats, inbox)
        except (IntegrityError, OperationalError):
            # Somebody else wrote the same names, or holds the database: the second look finds it in order.
            if tries == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
    raise AssertionError("unreachable")


def inbox_for_imports() -> Inbox:
    """Where imported conversations go: the first inbox, made when the install has none yet."""
    # Two imports may begin at once on an empty install: the slower takes the inbox that the faster made.
    return Inbox.objects.order_by("pk").first() or Inbox.objects.get_or_create(name="Imported")[0]


def _bring(chats: Sequence[Chat], inbox: Inbox) -> Brought:
    known, new = _places(chats, inbox)
    there = _there(known)
    for place in known + new:
        _continue(place, there)
    Conversation.objects.bulk_create(place.conversation for place in new)
    longer = [place for place in known if place.lines]
    Conversation.objects.bulk_update([place.conversation for place in longer], _FOLLOWS, batch_size=50)
    entries = [entry for place in longer + new for entry in place.entries()]
    _save_entries(entries)
    imported.put_tags([(place.conversation.pk, place.chat.tags) for place in known + new])
    log.tally(_counted(new))
    return Brought(len(new), len(known), len(entries))


def _places(chats: Sequence[Chat], inbox: Inbox) -> tuple[list[_Place], list[_Place]]:
    """The chats whose conversation is there, and those that are new."""
    wanted = {f"chats:{chat.id}": chat for chat in chats}
    stored = Conversation.objects.select_for_update().filter(source__in=wanted).order_by("pk")
    known = [_Place(conversation, wanted.pop(str(conversation.source))) for conversation in stored]
    customers = imported.customers([(chat.customer, chat.turns[0].at) for chat in wanted.values()])
    return known, [_new(source, chat, inbox, customers[chat.customer.id]) for source, chat in wanted.items()]


def _new(source: str, chat: Chat, inbox: Inbox, customer: int) -> _Place:
    began = chat.turns[0].at
    conversation = Conversation(
        public_id=uuid.uuid5(_NAMES, source), channel=chat.channel, inbox=inbox, source=source,
        customer_id=customer, status=Status.RESOLVED, opened_at=began, last_at=began,
    )  # fmt: skip
    return _Place(conversation, chat)


def _there(places: Sequence[_Place]) -> set[tuple[int, uuid.UUID]]:
    known = [place.conversation.pk for place in places]
    return set(Entry.objects.filter(conversation_id__in=known).values_list("conversation_id", "name"))


def _continue(place: _Place, there: set[tuple[int, uuid.UUID]]) -> None:
    """Give the turns that are not there yet their places at the end of the log."""
    conversation = place.conversation
    read = conversation.desk_seen == conversation.said
    for number, turn in enumerate(place.chat.turns, 1):
        name = uuid.uuid5(_NAMES, f"{conversation.source}/{number}")
        if (conversation.pk, name) not in there:
            place.lines.append(_placed(conversation, name, turn))
    if read:
        conversation.desk_delivered = conversation.desk_seen = conversation.said


def _placed(conversation: Conversation, name: uuid.UUID, turn: Turn) -> _Line:
    kind, by = _KINDS[turn.by]
    conversation.seq += 1
    if kind != Type.MESSAGE:
        return _Line(name, turn, conversation.seq, None)
    conversation.said += 1
    if turn.at >= conversation.last_at:
        conversation.last_at, conversation.last_by = turn.at, by
        conversation.last_text = text.line(turn.text, 160)
    return _Line(name, turn, conversation.seq, conversation.said)


def _save_entries(entries: Sequence[EntryShape]) -> None:
    keys = imported.free_keys([entry.at for entry in entries], _taken)
    with connection.cursor() as cursor:
        sql.insert_entries(cursor, keys, entries)
        sql.insert_texts(cursor, [(key, entry.text) for key, entry in zip(keys, entries, strict=True)])


def _taken(keys: Sequence[int]) -> set[int]:
    return set(Entry.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _counted(places: Sequence[_Place]) -> Counter[Scope]:
    counts: Counter[Scope] = Counter()
    for place in places:
        inbox = place.conversation.inbox_id
        counts.update([(inbox, "any", Status.RESOLVED), (inbox, "none", Status.RESOLVED)])
    return counts
