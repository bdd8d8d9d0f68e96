"""Moves on the ladder: when they were, and their sums, which are kept."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from extramile.base import clock
from extramile.customers.actions import acts, ladder, purchases
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.rungs import Rung
from extramile.customers.models import Customer, Move, MoveCount
from extramile.customers.models.act import Kind
from extramile.customers.queries.moves import moved
from extramile.customers.shapes import Buyer, Purchased

pytestmark = pytest.mark.django_db
TODAY = clock.now().date()
SOON_GONE = Parameters(r=0.2426, alpha=0.5, a=5.0, b=1.0)


def bought(who: str, *days_ago: int) -> int:
    days = [TODAY - timedelta(days=ago) for ago in days_ago]
    purchases.bring([Purchased(Buyer(number=who), day, number=f"{who}-{day}") for day in days])
    return Customer.objects.get(identities__value=who).pk


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_who_comes_up_came_on_the_day_of_what_they_did() -> None:
    """Old orders that are brought in today are no news of today."""
    one = bought("c-1", 400)
    bought("c-1", 300)
    acts.tell(one, Kind.REVIEW, key="r", day=ago(20))
    days = list(Move.objects.order_by("pk").values_list("day", "before", "after"))
    assert days == [(ago(400), 0, 1), (ago(300), 1, 2), (ago(20), 2, 5)]


def test_who_goes_down_went_in_the_night_that_says_so() -> None:
    one = bought("c-1", 700, 650)
    acts.tell(one, Kind.REVIEW, key="r", day=ago(370))
    Move.objects.all().delete()
    ladder.place_all([one], today=ago(300), learned=None, rule=lambda standing, now: now.rung)
    ladder.night([one], today=TODAY, learned=SOON_GONE)
    assert list(Move.objects.values_list("day", "before", "after")) == [(ago(370), 2, 5), (TODAY, 5, 4)]


def test_sums_are_those_of_the_moves() -> None:
    for place in range(8):
        bought(f"c-{place}", *range(10, 10 + 30 * (place + 1), 30))
        bought(f"c-{place}", 3)
    counted = Counter(Move.objects.values_list("day", "before", "after"))
    kept = {(one.day, one.before, one.after): one.n for one in MoveCount.objects.all()}
    assert kept == counted


def test_weeks_begin_on_monday_and_hold_what_happened_in_them() -> None:
    bought("c-1", 200)
    for who, days in (("c-2", 89), ("c-3", 0), ("c-4", 0)):
        bought(who, days)
    history = moved(TODAY)
    assert len(history.weeks) == 13 and all(monday.weekday() == 0 for monday in history.weeks)
    assert history.lately.up == {Rung.ONE_TIME: 3} and not history.lately.down
    assert list(history.weeks.values())[-1].up[Rung.ONE_TIME] == 2
