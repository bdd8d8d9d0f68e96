"""What somebody does with their own journey: sealed, but for a goal that they show to colleagues they choose."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from extramile.base import text
from extramile.growth import copies
from extramile.growth.copies import What
from extramile.growth.journey import queries
from extramile.growth.journey.goals import CheckIn, Goal, Milestone, goal_of, stored
from extramile.growth.models import Shared
from extramile.people.actions import sealed
from extramile.people.models import Agent
from extramile.people.queries.sealed import entry
from extramile.people.seal import Seal, Shelf

_TITLE = 120


class NoWords(ValueError):
    """Something without words is nothing to keep."""


class NotThere(LookupError):
    """No such goal of one's own."""


def set_goal(seal: Seal, goal: Goal, *, day: date, new: UUID) -> UUID:
    """Keep a new goal. Sent twice as the row `new`, it is one. Raises NoWords or TooMuch."""
    if not goal.title.strip():
        raise NoWords
    return _once(seal, Shelf.GOALS, stored(goal), day=day, new=new)


def word(seal: Seal, row: UUID, words: dict[str, Any]) -> None:
    """Say a goal in other words (all of WORDS). Raises NoWords, NotThere or TooMuch."""
    if not words["title"].strip():
        raise NoWords
    _revise(seal, row, lambda goal: replace(goal, **words))


def check_in(seal: Seal, row: UUID, words: str, *, day: date) -> None:
    """Write down how a goal is going. Raises NoWords, NotThere or TooMuch."""
    if not words.strip():
        raise NoWords
    said = CheckIn(day.isoformat(), words)

    def told(goal: Goal) -> Goal:
        # A second click says the same again.
        return goal if said in goal.check_ins[-1:] else replace(goal, check_ins=(*goal.check_ins, said))

    _revise(seal, row, told)


def add_milestone(seal: Seal, row: UUID, words: str) -> None:
    """Put a step on the way of a goal. Raises NoWords, NotThere or TooMuch."""
    if not words.strip():
        raise NoWords
    step = Milestone(words)

    def longer(goal: Goal) -> Goal:
        return goal if step in goal.milestones else replace(goal, milestones=(*goal.milestones, step))

    _revise(seal, row, longer)


def reach_milestone(seal: Seal, row: UUID, place: int, *, day: date) -> None:
    """Mark a step as reached, or as not reached after all. Raises NotThere."""

    def reached(goal: Goal) -> Goal:
        if not 0 <= place < len(goal.milestones):
            raise NotThere
        steps = list(goal.milestones)
        steps[place] = replace(steps[place], reached="" if steps[place].reached else day.isoformat())
        return replace(goal, milestones=tuple(steps))

    _revise(seal, row, reached)


def reach(seal: Seal, row: UUID, *, day: date | None) -> None:
    """A goal is reached on a day; None: it is still on the way. Raises NotThere."""
    _revise(seal, row, lambda goal: replace(goal, reached=day.isoformat() if day else ""))


def drop_goal(seal: Seal, agent: Agent, row: UUID) -> None:
    """Destroy a goal, and what colleagues saw of it."""
    with transaction.atomic():
        sealed.remove(seal, Shelf.GOALS, row)
        copies.take_back(agent, row)


def share(seal: Seal, agent: Agent, row: UUID, colleagues: Collection[int]) -> None:
    """Show a goal to these colleagues, as it is now, and to nobody else; to none takes it back. Raises NotThere."""

    # While the row is held: a copy of what another tab destroys meanwhile would be nobody's to take back.
    def shown(content: dict[str, Any], since: date) -> dict[str, Any]:
        goal = goal_of(content, since=since, row=row)
        parts = [goal.wish, goal.outcome, goal.obstacle, _plan(goal)]
        told = {"title": text.line(goal.title, _TITLE), "words": "\n".join(part for part in parts if part)}
        copies.show(agent, row, What.GOAL, told, colleagues)
        return content

    if not sealed.revise(seal, Shelf.GOALS, row, shown):
        raise NotThere


def keep(seal: Seal, shelf: Shelf, words: str, *, day: date, goal: str = "", new: UUID | None = None) -> UUID:
    """Keep a win, or something that makes one happy. Sent twice as the row `new`, it is one.

    Raises NoWords or TooMuch.
    """
    if not words.strip():
        raise NoWords
    return _once(seal, shelf, {"words": words, "goal": goal}, day=day, new=new)


def steer(seal: Seal, changed: dict[str, Any], *, day: date) -> None:
    """Change some of what one steers by. Raises TooMuch."""
    sealed.fill_in(seal, Shelf.COMPASS, queries.COMPASS, changed, day=day)


def delete_everything(seal: Seal, agent: Agent) -> int:
    """Destroy all that somebody has sealed or shared; how many sealed rows it was."""
    with transaction.atomic():
        Shared.objects.filter(owner=agent.pk).delete()
        return sealed.remove_all(seal)


def _once(seal: Seal, shelf: Shelf, content: dict[str, Any], *, day: date, new: UUID | None) -> UUID:
    row = sealed.put(seal, shelf, content, day=day, row=new)
    there = entry(seal, shelf, row)
    if there and there.content and all(there.content.get(name) == said for name, said in content.items() if said):
        return row
    # The way back in a browser shows the same form again, and something else may be written into it.
    return sealed.put(seal, shelf, content, day=day)


def _revise(seal: Seal, row: UUID, how: Callable[[Goal], Goal]) -> None:
    def revised(content: dict[str, Any], since: date) -> dict[str, Any]:
        return stored(how(goal_of(content, since=since, row=row)))

    if not sealed.revise(seal, Shelf.GOALS, row, revised):
        raise NotThere


def _plan(goal: Goal) -> str:
    return f"{goal.situation} → {goal.action}" if goal.has_plan else ""
