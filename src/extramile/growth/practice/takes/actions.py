"""What somebody does with their takes. All of it is sealed; nothing follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from extramile.growth import copies
from extramile.growth.copies import What
from extramile.growth.practice.model.playing import worded
from extramile.growth.practice.rehearsal.take import Line
from extramile.growth.practice.takes import queries
from extramile.growth.practice.takes.queries import NotThere
from extramile.growth.practice.takes.take import Played, Take, scenario_of, stored, take_of, with_lines
from extramile.people.actions import sealed
from extramile.people.models import Agent
from extramile.people.seal import Seal, Shelf

MOST = 60  # lines


class Full(ValueError):
    """A take of MOST lines takes no more."""


def begin(seal: Seal, played: Played, *, day: date, lines: tuple[Line, ...] = (), new: UUID | None = None) -> UUID:
    """Begin a take, perhaps with lines of an earlier one. Sent twice as the row `new`, it is one. Raises Broken."""
    before = queries.takes(seal).takes
    numbers = [one.number for one in before if one.played.scenario == played.scenario]
    turns = [one.turn for one in before]
    fresh = with_lines(Take(played, max(numbers, default=0) + 1, max(turns, default=0) + 1), lines)
    return sealed.put(seal, Shelf.TAKES, stored(fresh), day=day, row=new)


def say(seal: Seal, row: UUID, line: Line, *, place: int) -> None:
    """Write the line that comes after the first `place` ones. A second click, and another tab, say nothing twice.

    Raises NotThere, Full, TooMuch or Broken.
    """
    before = queries.take(seal, row)
    if len(before.lines) != place or before.ended:
        return
    if place >= MOST:
        raise Full
    lines = (*before.lines, line)
    _changed(
        seal, before, worded(scenario_of(before.played), lines, seed=before.played.seed, improv=before.played.improv)
    )


def undo(seal: Seal, row: UUID, *, place: int) -> None:
    """Take the last of `place` lines back. Raises NotThere or Broken."""
    before = queries.take(seal, row)
    if len(before.lines) == place and place:
        _changed(seal, before, before.lines[:-1])


def again(seal: Seal, row: UUID, *, place: int, day: date, new: UUID | None = None) -> UUID:
    """A new take that goes on after the first `place` lines of another, which stays. Raises NotThere or Broken."""
    before = queries.take(seal, row)
    return begin(seal, before.played, day=day, lines=before.lines[:place], new=new)


def drop(seal: Seal, agent: Agent, row: UUID) -> None:
    """Destroy a take, and what colleagues saw of it."""
    with transaction.atomic():
        sealed.remove(seal, Shelf.TAKES, row)
        copies.take_back(agent, row)


def share(seal: Seal, agent: Agent, row: UUID, colleagues: Collection[int]) -> None:
    """Show a take to these colleagues, as it is now, and to nobody else; to none takes it back. Raises NotThere."""
    copies.show(agent, row, What.TAKE, stored(queries.take(seal, row)), colleagues)


def _changed(seal: Seal, before: Take, lines: tuple[Line, ...]) -> None:
    """Played before the row is held: what comes of a line is reckoned while nobody waits."""
    after = with_lines(before, lines)
    if not sealed.revise(seal, Shelf.TAKES, _row(before), _unless_it_moved(before, after)):
        raise NotThere


def _unless_it_moved(before: Take, after: Take) -> Callable[[dict[str, Any], date], dict[str, Any]]:
    def how(content: dict[str, Any], _day: date) -> dict[str, Any]:
        return stored(after) if take_of(content).lines == before.lines else content

    return how


def _row(take: Take) -> UUID:
    if take.row is None:
        raise NotThere
    return take.row
