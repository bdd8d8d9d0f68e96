"""Writing moves on the ladder down, and keeping their sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection
from django.db.models import F

from extramile.base import events
from extramile.customers.actions.many import put
from extramile.customers.events import CustomerChanged
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Move, RungCount

TOLD = 20
_ADD = """
    INSERT INTO customers_movecount (day, before, after, n) VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, before, after) DO UPDATE SET n = customers_movecount.n + excluded.n
"""


def keep(moves: Sequence[Move]) -> None:
    """Store moves, with how many stand on each rung and how many made which move on each day.

    Runs in the caller's transaction.
    """
    rows = [(move.customer_id, move.day, move.before, move.after, move.at) for move in moves]
    put(Move, ("customer_id", "day", "before", "after", "at"), rows)
    _count(moves)
    _sum_by_day(moves)
    # Panels that are open on one of thousands, after an import or a night, are right again when they are opened anew.
    if len(moves) <= TOLD:
        events.publish(*(CustomerChanged(move.customer_id) for move in moves))


def unmake(moves: Sequence[Move]) -> None:
    """Let moves not have been, but for where their customers stand. Runs in the caller's transaction."""
    Move.objects.filter(pk__in=[move.pk for move in moves]).delete()
    _sum_by_day(moves, each=-1)


def count(rung: Rung, by: int) -> None:
    """So many more, or less, stand on a rung. Those of whom nothing is known are counted nowhere."""
    if by and rung and not RungCount.objects.filter(rung=rung).update(n=F("n") + by):
        RungCount.objects.create(rung=rung, n=by)


def _count(moves: Sequence[Move]) -> None:
    change: Counter[int] = Counter()
    for move in moves:
        change[move.after] += 1
        change[move.before] -= 1
    for rung, by in sorted(change.items()):
        count(Rung(rung), by)


def _sum_by_day(moves: Sequence[Move], *, each: int = 1) -> None:
    sums = Counter((move.day, int(move.before), int(move.after)) for move in moves)
    if sums:
        with connection.cursor() as cursor:
            # In order, so that two who add to the same days never wait for each other in a circle.
            cursor.executemany(_ADD, [(*which, n * each) for which, n in sorted(sums.items())])
