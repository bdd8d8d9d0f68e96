"""Whole lives on the ladder: what may move whom, and how far."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from extramile.base import clock
from extramile.customers.account.facts import Fact
from extramile.customers.actions import account, acts, ladder, purchases
from extramile.customers.ladder.alive import Parameters
from extramile.customers.ladder.rungs import GONE_QUIET, Rung
from extramile.customers.models import Customer, Move, MoveCount, Night, RungCount, Standing
from extramile.customers.models.act import Kind
from extramile.customers.shapes import Buyer, Purchased

pytestmark = pytest.mark.django_db
LEARNED = Parameters(r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)


@pytest.mark.parametrize("seed", range(6))
def test_a_complaint_moves_nobody_and_a_night_one_rung_at_most(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw, now = random.Random(seed), datetime(2024, 1, 1, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    Night.objects.create(day=now.date() - timedelta(days=1), r=0.2426, alpha=4.4135, a=0.7929, b=2.4258)
    purchases.bring([Purchased(Buyer(number="c"), now.date(), "first")])
    customer = Customer.objects.get().pk
    seen = set()
    for step in range(60):
        now += timedelta(days=draw.choice((1, 5, 20, 60)) * (4 if 20 < step < 35 else 1))
        before = Standing.objects.get().rung
        match draw.choice(("buy", "speak", "complain", "night", "night")):
            case "buy" if not 20 < step < 35:
                purchases.bring([Purchased(Buyer(number="c"), now.date(), f"o{step}")])
                assert Standing.objects.get().rung >= before
            case "speak" if draw.random() < 0.4:
                acts.tell(customer, draw.choice(list(Kind)), key=f"a{step}", day=now.date())
                assert Standing.objects.get().rung >= before
            case "complain":
                for fact in (Fact.WROTE_AGAIN, Fact.WAITED, Fact.RATED_POORLY):
                    account.record(customer, fact, key=f"{fact}{step}")
                assert Standing.objects.get().rung == before
            case _:
                ladder.night([customer], today=now.date(), learned=LEARNED)
                standing = Standing.objects.get()
                assert standing.rung >= before - 1
                assert standing.rung >= before or (standing.alive or 1) < GONE_QUIET
        seen.add(Standing.objects.get().rung)
    assert len(seen) > 2
    assert {one.rung: one.n for one in RungCount.objects.exclude(n=0)} == {Rung(Standing.objects.get().rung): 1}
    moved = Counter(Move.objects.values_list("day", "before", "after"))
    assert {(one.day, one.before, one.after): one.n for one in MoveCount.objects.all()} == moved
