"""Tabs of one person change one thing at once: what each of them says is kept."""

from __future__ import annotations

from datetime import date
from functools import partial
from time import sleep
from typing import Any
from uuid import uuid4

import pytest

from extramile.growth.journey import actions, queries
from extramile.growth.journey.goals import WORDS, Goal
from extramile.growth.practice.programme import actions as programme
from extramile.growth.practice.programme.modules import Part
from extramile.growth.practice.programme.queries import modules, progress
from extramile.people.seal import Seal
from tests.cast import Cast
from tests.people.test_sealing import opened
from tests.together import as_processes, at_once

DAY = date(2026, 5, 4)


@pytest.mark.postgres
def test_no_tab_writes_over_what_another_said(transactional_db: None, cast: Cast) -> None:
    seal, tabs = opened(cast.maya), 6
    row = actions.set_goal(seal, Goal("Be the calm one"), day=DAY, new=uuid4())

    def tab(number: int) -> None:
        if number == 0:
            actions.word(seal, row, dict.fromkeys(WORDS, "") | {"title": "Be calm"})
        elif number == 1:
            actions.add_milestone(seal, row, "A week")
        else:
            actions.check_in(seal, row, f"Words of tab {number}", day=DAY)

    at_once(*(partial(tab, number) for number in range(tabs)))
    found = queries.goal(seal, row)
    assert found and found.title == "Be calm" and [step.words for step in found.milestones] == ["A week"]
    assert {one.words for one in found.check_ins} == {f"Words of tab {number}" for number in range(2, tabs)}


@pytest.mark.postgres
def test_modules_that_are_gone_through_at_once_open_the_part_behind_them(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal, head, close = opened(cast.maya), [one for one in modules() if one.part == Part.HEAD], Seal.close

    def slowly(*what: Any, **how: Any) -> bytes:
        sleep(0.1)
        return close(*what, **how)

    # As from a process for each tab: transactions take no turns, and all have read before one writes, if they can.
    as_processes(monkeypatch)
    monkeypatch.setattr(Seal, "close", slowly)

    def tab(number: int) -> None:
        programme.go_through(seal, head[number], f"Words of tab {number}", day=DAY)

    at_once(*(partial(tab, number) for number in range(len(head))))
    found = progress(seal)
    assert set(found.kept) == {one.key for one in head} and Part.PLAN in found.opened
