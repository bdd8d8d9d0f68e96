"""What Maya of Northfold has been through of the programme, and has called to mind, sealed as if she had written it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import cycle
from typing import Any

from extramile.base import clock
from extramile.growth.practice.programme import actions as programme
from extramile.growth.practice.programme.queries import module
from extramile.growth.practice.recall import actions, queries
from extramile.growth.practice.recall.schedule import Grade
from extramile.people.seal import Seal


def practise(seal: Seal, practised: Mapping[str, Any]) -> None:
    """Seal the modules she has been through, her own cards, and how it went on the days on which she took two."""
    today = clock.now().date()
    for one in practised["modules"]:
        programme.go_through(seal, module(one["key"]), one["answer"], day=today - timedelta(days=one["days"]))
    for one in practised["cards"]:
        actions.write(seal, one["question"], one["answer"], day=today - timedelta(days=one["days"]))
    went = cycle((Grade.GOOD, Grade.EASY, Grade.GOOD, Grade.AGAIN))
    for ago in practised["days"]:
        day = today - timedelta(days=ago)
        while card := queries.session(seal, {}, day=day).card:
            turn = len(queries.deck(seal).said_on(day))
            actions.grade(seal, card.key, next(went), turn=turn, day=day)
