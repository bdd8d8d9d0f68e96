"""Letters take turns: whoever looks takes the next turn of those that are due, and only the newest turn may send, once.

A turn that came to nothing, since the mail server was away or the process was killed, is followed by another after a
while. Where a process dies between the server's yes and our own note of it, the letter goes again under the same
Message-ID, by which mail programs know that they have it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, QuerySet

AGAIN = timedelta(minutes=10)
AT_ONCE = 100


class Turned(models.Model):
    """A letter of which there is one row, and only whose newest `turn` may send.

    `due` is when the machine tries (again), None once it is `sent`; `begun` is that a job has taken this turn.
    """

    turn = models.PositiveSmallIntegerField(default=0)
    begun = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    due = models.DateTimeField(null=True, db_index=True)

    class Meta:
        abstract = True


def take(letters: QuerySet[Any], now: datetime, send: Callable[[int, int], object]) -> None:
    """Take the next turn of those of `letters` that are due, AT_ONCE at most: `send` queues the job for it."""
    due = letters.filter(sent=False, due__lte=now)
    if not due.exists():
        return
    with transaction.atomic():
        for pk, turn in due.order_by("due", "pk").values_list("pk", "turn")[:AT_ONCE]:
            # Of two who look at once, one finds the turn that both saw; the other finds it taken.
            mine = due.filter(pk=pk, turn=turn)
            if mine.update(turn=F("turn") + 1, begun=False, due=now + AGAIN):
                send(pk, turn + 1)


def claim(letters: QuerySet[Any], letter: int, turn: int) -> bool:
    """Whether this turn is the newest of a letter and nobody has begun it; said once."""
    return bool(letters.filter(pk=letter, turn=turn, begun=False, sent=False).update(begun=True))


def gone(letters: QuerySet[Any], letter: int) -> None:
    """Note that the mail server has taken a letter."""
    letters.filter(pk=letter).update(sent=True, due=None)


def let_be(letters: QuerySet[Any], letter: int) -> None:
    """Note that a letter is not wanted any more."""
    letters.filter(pk=letter).update(due=None)
