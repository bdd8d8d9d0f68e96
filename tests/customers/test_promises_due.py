"""Reminders: of each moment once, in time, and to nobody when nobody holds the promise."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from extramile.base.live import broker
from extramile.customers.actions.promises import hand_over, keep, look, move
from extramile.customers.events import PromiseDue
from extramile.customers.models import Line, Promise, Reminder, Step
from tests.cast import Cast
from tests.customers.promised import later, promised

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[PromiseDue]:
    """What holders are told."""
    found: list[PromiseDue] = []

    def publish(happened: Any) -> None:
        found.extend(event for event in happened if isinstance(event, PromiseDue))

    monkeypatch.setattr(broker.current(), "publish", publish)
    return found


def test_an_hour_before_and_when_it_is_due_once_each(cast: Cast, told: list[PromiseDue]) -> None:
    promise = promised(cast.maya, hours=5)
    for hours in (3.9, 4.1, 4.2, 4.9, 5.1, 5.2, 9):
        with later(hours):
            look()
    assert told == [PromiseDue(promise.pk, cast.maya.pk, why) for why in ("soon", "due")]
    assert Reminder.objects.count() == 2


def test_after_a_night_without_a_worker_only_that_it_is_due(cast: Cast, told: list[PromiseDue]) -> None:
    promised(cast.maya, hours=5)
    with later(12):
        look()
        look()
    assert [one.why for one in told] == ["due"]


def test_what_was_promised_for_soon_is_not_announced_at_once(cast: Cast, told: list[PromiseDue]) -> None:
    promised(cast.maya, hours=1.5)
    look()
    with later(1):
        look()
    assert told == []


def test_another_time_is_announced_anew_and_what_is_over_never(cast: Cast, told: list[PromiseDue]) -> None:
    promise, over = promised(cast.maya, hours=5), promised(cast.maya, hours=5)
    keep(cast.maya, over.pk)
    with later(4.5):
        look()
        move(cast.maya, promise.pk, promise.due + timedelta(hours=6), told=True)
        look()
    with later(10.5):
        look()
    assert told == [PromiseDue(promise.pk, cast.maya.pk, "soon")] * 2


def test_the_new_holder_is_told_and_nobody_when_nobody_holds_it(cast: Cast, told: list[PromiseDue]) -> None:
    promise = promised(cast.maya, hours=5)
    hand_over(cast.maya, promise.pk, cast.sam.pk)
    hand_over(cast.jo, promise.pk, cast.jo.pk)
    assert told == [PromiseDue(promise.pk, cast.sam.pk, "handed")]
    Promise.objects.update(holder=None)
    with later(6):
        look()
    assert len(told) == 1


def test_two_workers_at_the_same_moment_do_each_thing_once(cast: Cast, told: list[PromiseDue]) -> None:
    for _ in range(10):
        promised(cast.maya, hours=-0.5)
        promised(cast.maya, hours=-25)
    start = Barrier(4)

    def work() -> None:
        start.wait()
        look()
        connections.close_all()

    Promise.objects.update(next_at=Promise.objects.earliest("due").due)
    with ThreadPoolExecutor(4) as pool:
        for going in [pool.submit(work) for _ in range(4)]:
            going.result(30)
    assert len(told) == len(set(told)) == Reminder.objects.count()
    assert Line.objects.count() == Step.objects.count() == 10
    assert Promise.objects.filter(state="lapsed").count() == 10
