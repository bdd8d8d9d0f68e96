"""Two tabs of one person in one take at once: nothing is said twice, nothing is lost unseen, nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from extramile.growth import copies
from extramile.growth.models import Shared
from extramile.growth.practice.rehearsal.files import SHIPPED, found
from extramile.growth.practice.rehearsal.take import Line
from extramile.growth.practice.takes import actions, queries
from extramile.growth.practice.takes.take import played_of
from extramile.people.models import Agent
from extramile.people.seal import Seal
from tests.cast import Cast
from tests.people.test_sealing import opened

DANA = found(SHIPPED).scenarios["third-time-explaining"]


def begun(seal: Seal) -> UUID:
    return actions.begin(seal, played_of(DANA, seed="a"), day=date(2026, 5, 4), lines=(Line("Hello there."),))


def while_answered(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something in another tab while a line is answered, once."""
    worded, acts = actions.worded, [act]

    def slowly(*lines: Any, **how: Any) -> tuple[Line, ...]:
        if acts:
            acts.pop()()
        return worded(*lines, **how)

    monkeypatch.setattr(actions, "worded", slowly)


@pytest.mark.django_db
def test_what_is_taken_back_while_a_line_is_answered_stays_taken_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = opened(cast.maya)
    row = begun(seal)
    while_answered(monkeypatch, lambda: actions.undo(seal, row, place=1))
    with pytest.raises(actions.Elsewhere):
        actions.say(seal, row, Line("I'll write to you at four."), place=1)
    assert queries.take(seal, row).lines == ()


@pytest.mark.django_db
def test_a_line_that_is_sent_twice_while_it_is_answered_is_said_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal, line = opened(cast.maya), Line("I'll write to you at four.")
    row = begun(seal)
    while_answered(monkeypatch, lambda: actions.say(seal, row, line, place=1))
    actions.say(seal, row, line, place=1)
    assert queries.take(seal, row).lines == (Line("Hello there."), line)


@pytest.mark.django_db
def test_a_full_take_takes_no_more(cast: Cast) -> None:
    seal = opened(cast.maya)
    lines = (Line("Hello there."),) * actions.MOST
    row = actions.begin(seal, played_of(DANA, seed="a"), day=date(2026, 5, 4), lines=lines)
    with pytest.raises(actions.Full):
        actions.say(seal, row, Line("And one more."), place=actions.MOST)
    assert len(queries.take(seal, row).lines) == actions.MOST


@pytest.mark.postgres
def test_what_is_destroyed_while_it_is_shown_leaves_no_copy(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(cast.sam)
    seal, show = opened(cast.maya), copies.show
    row = begun(seal)
    tabs: list[Thread] = []

    def destroy() -> None:
        try:
            actions.drop(seal, cast.maya, row)
        finally:
            connection.close()

    def slowly(agent: Agent, *what: Any) -> None:
        tabs.append(Thread(target=destroy))
        tabs[0].start()
        tabs[0].join(0.5)
        show(agent, *what)

    monkeypatch.setattr(copies, "show", slowly)
    actions.share(seal, cast.maya, row, {cast.sam.pk})
    tabs[0].join(20)
    assert not tabs[0].is_alive() and not Shared.objects.exists()
