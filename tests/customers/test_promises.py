"""The life of a promise: kept in time, early, late or not at all, moved, handed over, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.base.text import EmptyText
from extramile.customers.actions import account
from extramile.customers.actions.promises import Refused, hand_over, keep, look, make, move, not_kept, undo, withdraw
from extramile.customers.models import Customer, Line, Promise
from extramile.customers.promises.rules import State
from extramile.customers.queries.account import statement
from tests.cast import Cast
from tests.customers.promised import HOUR, later, lines, promised

pytestmark = pytest.mark.django_db


def state(promise: Promise) -> str:
    promise.refresh_from_db()
    return promise.state


def test_the_same_words_of_one_message_are_one_promise(cast: Cast) -> None:
    linh, name, due = Customer.objects.create(name="Linh").pk, str(uuid7()), clock.now() + HOUR
    made = {make(cast.maya.pk, linh, said, due, name=name, message=name).pk for said in ("Call her", "call  her")}
    assert len(made) == 1
    assert make(cast.maya.pk, linh, "Send the buckle", due, name=name, message=name).pk not in made
    with pytest.raises(EmptyText):
        make(cast.maya.pk, linh, " \n", due, name=name)


def test_kept_before_its_time_is_early_and_a_deposit_once(cast: Cast) -> None:
    promise = promised(cast.maya, hours=26)
    step = keep(cast.maya, promise.pk)
    assert step and step.early and step.early > 25 * HOUR
    assert keep(cast.sam, promise.pk) is None
    assert lines(promise.customer_id) == ["promise_kept"]
    entry = statement(promise.customer_id).entries[0]
    assert (entry.about, entry.conversation) == (promise.what, promise.conversation)


@pytest.mark.parametrize(
    ("hours", "in_time", "after", "account"),
    [
        (0.2, False, State.KEPT, ["promise_kept"]),
        (0.3, False, State.KEPT, []),
        (23, False, State.KEPT, []),
        (23, True, State.KEPT, ["promise_kept"]),
        (25, False, State.KEPT, ["promise_broken"]),
        (25, True, State.KEPT, ["promise_kept"]),
    ],
)
def test_what_late_means(cast: Cast, hours: float, in_time: bool, after: State, account: list[str]) -> None:
    promise = promised(cast.maya, hours=2)
    with later(2 + hours):
        look()
        assert state(promise) == (State.LAPSED if hours > 24 else State.OPEN)
        step = keep(cast.maya, promise.pk, in_time=in_time)
        assert step and step.early is None
    assert (state(promise), lines(promise.customer_id)) == (after, account)


def test_broken_once_however_often_somebody_looks(cast: Cast) -> None:
    promise = promised(cast.maya, hours=1)
    with later(24.9):
        look()
        assert promise.late(clock.now()) and state(promise) == State.OPEN
    with later(25.1):
        look()
        look()
        assert promise.late(clock.now()) and state(promise) == State.LAPSED
        assert Line.objects.get().by is promise.steps.get().by is None
        step = not_kept(cast.maya, promise.pk)
        assert step and lines(promise.customer_id) == ["promise_broken"]
        undo(cast.maya, promise.pk, step.pk)
    assert (state(promise), lines(promise.customer_id)) == (State.LAPSED, ["promise_broken"])


def test_taken_back_is_as_it_was_and_so_is_the_account(cast: Cast) -> None:
    promise = promised(cast.maya, hours=2)
    for act, fact in ((keep, "promise_kept"), (not_kept, "promise_broken")):
        step = act(cast.maya, promise.pk)
        assert step and lines(promise.customer_id) == [fact]
        undo(cast.maya, promise.pk, step.pk)
        undo(cast.sam, promise.pk, step.pk)
        assert (state(promise), lines(promise.customer_id)) == (State.OPEN, [])
    assert statement(promise.customer_id).balance == 0
    assert promise.next_at == promise.due
    keep(cast.maya, promise.pk)
    assert lines(promise.customer_id) == ["promise_kept"]


def test_only_the_last_step_can_be_taken_back(cast: Cast) -> None:
    promise = promised(cast.maya, hours=2)
    first = move(cast.maya, promise.pk, promise.due + HOUR, told=False)
    second = hand_over(cast.maya, promise.pk, cast.sam.pk)
    assert first and second
    with pytest.raises(Refused):
        undo(cast.maya, promise.pk, first.pk)
    undo(cast.maya, promise.pk, second.pk)
    undo(cast.maya, promise.pk, first.pk)
    again = Promise.objects.get()
    assert (again.due, again.holder) == (promise.due, cast.maya)


def test_a_line_that_was_disputed_stays_disputed(cast: Cast) -> None:
    promise = promised(cast.maya, hours=2)
    step = not_kept(cast.maya, promise.pk)
    account.dispute(cast.maya, Line.objects.get().pk, reason="She had it on time.")
    assert step
    undo(cast.maya, promise.pk, step.pk)
    assert statement(promise.customer_id).balance == 0


def test_who_is_told_before_the_time_need_not_ask(cast: Cast) -> None:
    promise = promised(cast.maya, hours=2)
    for day in (1, 2):
        step = move(cast.maya, promise.pk, promise.due + timedelta(days=day), told=True)
    assert step and lines(promise.customer_id) == ["told_before_asked"]
    assert move(cast.maya, promise.pk, step.due + timedelta(days=1), told=True) is None
    with later(49):
        keep(cast.maya, promise.pk)
    assert sorted(lines(promise.customer_id)) == ["promise_kept", "told_before_asked"]


def test_another_time_after_it_was_missed_does_not_unmiss_it(cast: Cast) -> None:
    promise = promised(cast.maya, hours=1)
    with later(3) as now:
        move(cast.maya, promise.pk, now + HOUR, told=True)
        keep(cast.maya, promise.pk)
    assert sorted(lines(promise.customer_id)) == ["promise_broken", "promise_kept"]


def test_a_broken_promise_with_a_new_time_is_broken_once(cast: Cast) -> None:
    promise = promised(cast.maya, hours=1)
    with later(30) as now:
        look()
        move(cast.maya, promise.pk, now + HOUR, told=True)
        look()
    assert (state(promise), lines(promise.customer_id)) == (State.OPEN, ["promise_broken"])


@pytest.mark.parametrize("hours", [-1, 0, 24 * 370])
def test_a_time_that_cannot_be(cast: Cast, hours: float) -> None:
    promise = promised(cast.maya, hours=1)
    with pytest.raises(Refused):
        move(cast.maya, promise.pk, clock.now() + hours * HOUR, told=True)


def test_what_is_over_is_over_until_that_is_taken_back(cast: Cast) -> None:
    promise = promised(cast.maya, hours=1)
    step = withdraw(cast.maya, promise.pk)
    assert step and withdraw(cast.maya, promise.pk) is None
    for act in (keep, not_kept):
        with pytest.raises(Refused):
            act(cast.maya, promise.pk)
    with pytest.raises(Refused):
        hand_over(cast.maya, promise.pk, cast.sam.pk)
    undo(cast.maya, promise.pk, step.pk)
    assert (state(promise), lines(promise.customer_id)) == (State.OPEN, [])


def test_who_left_holds_nothing_and_gets_nothing(cast: Cast) -> None:
    promise = promised(cast.maya, hours=1)
    assert promise.held
    cast.maya.is_active = False
    cast.maya.save()
    assert not Promise.objects.get().held
    with pytest.raises(Refused):
        hand_over(cast.jo, promised(cast.sam, hours=1).pk, cast.maya.pk)
    hand_over(cast.sam, promise.pk, cast.sam.pk)
    assert Promise.objects.get(pk=promise.pk).holder == cast.sam
