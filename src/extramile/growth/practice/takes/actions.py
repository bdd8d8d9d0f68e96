"""What somebody does with their takes. All of it is sealed; nothing follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
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


class Elsewhere(ValueError):
    """The take went on in another tab, so that a line no longer answers what its writer saw."""


def begin(seal: Seal, played: Played, *, day: date, lines: tuple[Line, ...] = (), new: UUID | None = None) -> UUID:
    """Begin a take, perhaps with lines of an earlier one. Sent twice as the row `new`, it is one. Raises Broken."""
    before = queries.takes(seal).takes
    numbers = [one.number for one in before if one.played.scenario == played.scenario]
    turns = [one.turn for one in before]
    fresh = with_lines(Take(played, max(numbers, default=0) + 1, max(turns, default=0) + 1), lines)
    return sealed.put(seal, Shelf.TAKES, stored(fresh), day=day, row=new)


def say(seal: Seal, row: UUID, line: Line, *, place: int) -> None:
    """Write the line that comes after the first `place` ones. A second click says nothing twice.

    Raises NotThere, Full, Elsewhere, TooMuch or Broken.
    """
    before = queries.take(seal, row)
    if place >= MOST:
        raise Full
    try:
        if len(before.lines) != place or before.ended:
            raise Elsewhere
        lines, played = (*before.lines, line), before.played
        _changed(seal, before, worded(scenario_of(played), lines, seed=played.seed, improv=played.improv))
    except Elsewhere:
        if [one.text for one in queries.take(seal, row).lines[place : place + 1]] != [line.text]:
            raise


def undo(seal: Seal, row: UUID, *, place: int) -> None:
    """Take the last of `place` lines back. Raises NotThere or Broken."""
    before = queries.take(seal, row)
    if len(before.lines) == place and place:
        with suppress(Elsewhere):
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

    # While the row is held: a copy of what another tab destroys meanwhile would be nobody's to take back.
    def shown(content: dict[str, Any], _day: date) -> dict[str, Any]:
        copies.show(agent, row, What.TAKE, stored(take_of(content)), colleagues)
        return content

    if not sealed.revise(seal, Shelf.TAKES, row, shown):
        raise NotThere


def _changed(seal: Seal, before: Take, lines: tuple[Line, ...]) -> None:
    """Played before the row is held: what comes of a line is reckoned while nobody waits."""
    after = with_lines(before, lines)
    if not sealed.revise(seal, Shelf.TAKES, _row(before), _unless_it_moved(before, after)):
        raise NotThere


def _unless_it_moved(before: Take, after: Take) -> Callable[[dict[str, Any], date], dict[str, Any]]:
    def how(content: dict[str, Any], _day: date) -> dict[str, Any]:
        if take_of(content).lines != before.lines:
            raise Elsewhere
        return stored(after)

    return how


def _row(take: Take) -> UUID:
    if take.row is None:
        raise NotThere
    return take.row
