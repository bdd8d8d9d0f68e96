"""Facts of the desk: what of a conversation's log is kept for others to follow.

The writer asks for every message, so whether one is worth a look is answered from what is at hand. The log is read
only where it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models.functions import Substr

from extramile.desk.contact import LONG, Contact, Mark, contact, told_twice, waited_since
from extramile.desk.events import Reopened, Solved, ToldTwice, WaitedLong, WroteAgain
from extramile.desk.models import Entry, Type
from extramile.desk.shapes import EntryShape, Row

if TYPE_CHECKING:
    from extramile.desk.actions.head import Head

_MOST = 300
_TEXT = 200
_KINDS = frozenset({Type.MESSAGE.value, Type.NOTE.value, Type.ASSIGNED.value, Type.RESOLVED.value, Type.REOPENED.value})


def worth_a_look(row: Row, agent: int | None, at: datetime) -> bool:
    """Whether an agent's answer may end a long wait, or be of somebody else than the one before."""
    waiting = row.waiting_since
    if waiting is None:
        return False
    return at - waiting > LONG[row.channel] or (row.last_agent is not None and row.last_agent != agent)


def answered(head: Head, answer: EntryShape) -> list[object]:
    """What an answer that is worth a look makes a fact of; `answer` is the newest entry of the head."""
    row, marks = head.row, _marks(head)[0][:-1]
    found: list[object] = []
    since = waited_since(marks)
    if since is not None and answer.at - since > LONG[row.channel]:
        found.append(WaitedLong(row.conversation, answer.seq, answer.at, since))
    if row.last_agent not in (None, answer.agent) and told_twice(marks):
        found.append(ToldTwice(row.conversation, answer.seq, answer.at))
    return found


def came_back(head: Head) -> list[object]:
    """What the customer's message in a resolved conversation makes a fact of."""
    marks, whole = _marks(head)
    return _again(head.row, contact(marks, whole=whole))


def resolved(head: Head) -> list[object]:
    """What a resolve makes a fact of: also that the customer came back before it, after thanks that were none."""
    marks, whole = _marks(head)
    row, before, now = head.row, contact(marks[:-1], whole=whole), contact(marks, whole=whole)
    found = _again(row, before)
    if now.solved is not None and now.solved is marks[-1]:
        found.append(Solved(row.conversation, now.solved.seq, now.solved.at))
    return found


def reopened(head: Head) -> list[object]:
    """What an agent's reopening takes back."""
    marks, whole = _marks(head)
    solved = contact(marks[:-1], whole=whole).solved
    row = head.row
    return [Reopened(row.conversation, solved.seq, solved.at, customer_came=False)] if solved else []


def _again(row: Row, now: Contact) -> list[object]:
    if now.again is None or now.last is None:
        return []
    found: list[object] = [WroteAgain(row.conversation, now.last.seq, now.again.at)]
    if now.solved is not None:
        found.insert(0, Reopened(row.conversation, now.solved.seq, now.solved.at, customer_came=True))
    return found


def _marks(head: Head) -> tuple[list[Mark], bool]:
    """The newest of what was said and done, with what this transaction adds; and whether that is all."""
    stored = Entry.objects.filter(conversation=head.row.conversation, type__in=_KINDS).order_by("-seq")
    columns = stored.annotate(begins=Substr("text", 1, _TEXT)).values_list("seq", "type", "by", "begins", "at")
    marks = [Mark(*values) for values in columns[:_MOST]]
    whole = len(marks) < _MOST
    marks.reverse()
    added = [entry for entry in head.added if entry.type in _KINDS]
    return marks + [Mark(one.seq, one.type, one.by, one.text[:_TEXT], one.at) for one in added], whole
