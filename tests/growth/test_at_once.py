"""Two tabs of one person change one goal at once: what either says is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from extramile.growth.journey import actions, queries
from extramile.growth.journey.goals import WORDS, Goal
from tests.cast import Cast
from tests.people.test_sealing import opened

DAY = date(2026, 5, 4)


@pytest.mark.postgres
def test_no_tab_writes_over_what_another_said(transactional_db: None, cast: Cast) -> None:
    seal, tabs = opened(cast.maya), 6
    row = actions.set_goal(seal, Goal("Be the calm one"), day=DAY, new=uuid4())
    together = Barrier(tabs, timeout=20)

    def tab(number: int) -> None:
        try:
            together.wait()
            if number == 0:
                actions.word(seal, row, dict.fromkeys(WORDS, "") | {"title": "Be calm"})
            elif number == 1:
                actions.add_milestone(seal, row, "A week")
            else:
                actions.check_in(seal, row, f"Words of tab {number}", day=DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(tabs) as browser:
        list(browser.map(tab, range(tabs)))
    found = queries.goal(seal, row)
    assert found and found.title == "Be calm" and [step.words for step in found.milestones] == ["A week"]
    assert {one.words for one in found.check_ins} == {f"Words of tab {number}" for number in range(2, tabs)}
