"""Allowances."""

from __future__ import annotations

import pytest

from extramile.base import limits
from extramile.base.limits import Allowance


class Clock:
    """A clock that only tests move."""

    def __init__(self) -> None:
        self.at = 1000.0

    def monotonic(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(limits, "time", made)
    return made


def test_a_burst_then_an_even_flow(clock: Clock) -> None:
    allowance = Allowance(20, 10)
    assert [allowance.take() for _ in range(20)] == [0.0] * 20
    assert allowance.spent
    assert allowance.take() == 0.5
    clock.at += 0.25
    assert allowance.take() == 0.25
    clock.at += 0.25
    assert not allowance.spent
    assert allowance.take() == 0.0
    assert allowance.take() == 0.5


def test_who_was_refused_loses_nothing_by_asking(clock: Clock) -> None:
    allowance = Allowance(1, 10)
    allowance.take()
    for _ in range(100):
        assert allowance.take() == 10
    clock.at += 10
    assert allowance.take() == 0.0


def test_it_never_fills_beyond_its_size(clock: Clock) -> None:
    allowance = Allowance(3, 1)
    clock.at += 3600
    assert [allowance.take() > 0 for _ in range(4)] == [False, False, False, True]


def test_each_key_has_its_own(clock: Clock) -> None:
    many = limits.Allowances(1, 10, keys=100)
    assert many.take("a") == 0.0
    assert many.take("a") == 10
    assert many.take("b") == 0.0
    assert (many.spent("a"), many.spent("c")) == (True, False)
    clock.at += 10
    for number in range(1000):
        many.take(str(number))
        clock.at += 1
    assert len(many._kept) <= 100
    assert not many.spent("a")
