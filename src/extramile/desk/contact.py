"""What a conversation's log says of how the customer fared: solved at once, came back, waited, told it twice. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from extramile.desk.models import By, Channel, Type

WEEK = timedelta(days=7)
LONG = {Channel.WEBSITE.value: timedelta(minutes=30), Channel.EMAIL.value: timedelta(hours=24)}
_LETTERS = re.compile(r"[^\W\d_]+", re.UNICODE)
_MOST_WORDS = 8
_THANKS = frozenset(
    """
    thanks thank thankyou thx ty cheers ta danke dankeschön dank gracias grazie merci obrigado obrigada takk tack tak
    dziękuję kiitos شكرا شكراً
    """.split()  # noqa: SIM905  a list would be thirty lines
)
_BESIDE = frozenset(
    """
    you so very much a lot again many for your the help all everything that this was is s easy kind nice quick good
    great perfect ok okay lovely wonderful brilliant super works now bye vielen herzlichen schön sehr alles klar prima
    für die ihre hilfe muchas mil muy amable perfecto por la ayuda vale mille gentile perfetto beaucoup bien parfait
    pour votre aide muito pela ajuda perfeito جزيلا جزيلاً لك لكم
    """.split()  # noqa: SIM905
)
_CONTENT = frozenset({"ok", "okay", "great", "perfect", "lovely", "wonderful", "brilliant", "super", "prima"})


def only_thanks(text: str) -> bool:
    """Whether a message says nothing more than thanks, or that it is well: that is no question, and waits for none."""
    words = [word.casefold() for word in _LETTERS.findall(text)]
    if not words:
        return "?" not in text and not any(sign.isdigit() for sign in text)
    if "?" in text or len(words) > _MOST_WORDS:
        return False
    said = set(words)
    return said <= _THANKS | _BESIDE and bool(said & (_THANKS | _CONTENT))


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the log, as far as it says how the customer fared."""

    seq: int
    type: str
    by: str
    text: str
    at: datetime


@dataclass(slots=True)
class Contact:
    """How far a conversation has come: `last` is its newest resolve, `solved` the one that counts as solved at first
    contact, and `again` the message with which the customer came back within a week of the last."""

    answered: bool = False
    over: bool = False
    last: Mark | None = None
    solved: Mark | None = None
    again: Mark | None = None


def contact(marks: Iterable[Mark], *, whole: bool = True) -> Contact:
    """Read a log. A resolve counts when an agent had answered, and the customer had not come back before with more
    than thanks; `whole` is false when so much was said that they surely had."""
    now = Contact(answered=not whole, over=not whole)
    for mark in marks:
        if mark.type == Type.RESOLVED:
            if now.over:
                now.solved = None
            elif now.answered and now.solved is None:
                now.solved = mark
            now.last, now.again = mark, None
        elif mark.type == Type.REOPENED and mark.by == By.AGENT:
            # An agent had more to say: until it is resolved anew, it is as if it had not been.
            now.solved = now.last = now.again = None
        elif mark.type == Type.MESSAGE and mark.by == By.AGENT:
            now.answered = True
        elif mark.type == Type.MESSAGE and now.last is not None and not only_thanks(mark.text):
            _came_back(now, mark, now.last)
    return now


def _came_back(now: Contact, mark: Mark, last: Mark) -> None:
    now.over = True
    if now.again is None and mark.at - last.at <= WEEK:
        now.again = mark
    elif now.again is None:
        # Long afterwards it is another matter, and the resolve stays what it was.
        now.solved = None


def waited_since(marks: Sequence[Mark]) -> datetime | None:
    """When the customer said what nobody has answered yet; None when nothing, or mere thanks, waits for an answer."""
    since = None
    for mark in reversed(marks):
        if mark.type == Type.RESOLVED or (mark.type == Type.MESSAGE and mark.by == By.AGENT):
            break
        if mark.type == Type.MESSAGE and not only_thanks(mark.text):
            since = mark.at
    return since


def told_twice(marks: Sequence[Mark]) -> bool:
    """Whether the customer, since an agent answered last, was handed on without a note and then wrote again."""
    handed = wrote = False
    since = next((place for place in range(len(marks), 0, -1) if _answers(marks[place - 1])), 0)
    for mark in marks[since:]:
        if mark.type == Type.NOTE:
            return False
        handed = handed or mark.type == Type.ASSIGNED
        wrote = wrote or (handed and mark.type == Type.MESSAGE and not only_thanks(mark.text))
    return wrote


def _answers(mark: Mark) -> bool:
    return mark.type == Type.MESSAGE and mark.by == By.AGENT
