"""What Maya of Northfold steers by, and what she has kept on the way, sealed as if she had written it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from extramile.base import clock
from extramile.base.ids import uuid7
from extramile.growth.journey import actions
from extramile.growth.journey.goals import Goal
from extramile.people.seal import Seal, Shelf


def steer(seal: Seal, told: Mapping[str, Any]) -> None:
    """Seal her compass, her goal with how it went, and her wins, some of which belong to that goal."""
    today = clock.now().date()
    began = today - timedelta(days=told["craft_days"])
    actions.steer(seal, {**told["compass"], "began": began.isoformat()}, day=today)
    goal = actions.set_goal(seal, Goal(**told["goal"]), day=today - timedelta(days=told["goal_days"]), new=uuid7())
    for place, one in enumerate(told["milestones"]):
        actions.add_milestone(seal, goal, one["words"])
        if one["days"] is not None:
            actions.reach_milestone(seal, goal, place, day=today - timedelta(days=one["days"]))
    for one in told["check_ins"]:
        actions.check_in(seal, goal, one["words"], day=today - timedelta(days=one["days"]))
    for one in told["wins"]:
        of = told["goal"]["title"] if one["of_goal"] else ""
        actions.keep(seal, Shelf.WINS, one["words"], day=today - timedelta(days=one["days"]), goal=of)
    for one in told["happy"]:
        actions.keep(seal, Shelf.HAPPY, one["words"], day=today - timedelta(days=one["days"]))
