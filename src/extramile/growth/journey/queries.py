"""Reading one's own journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from extramile.growth.journey.compass import Compass, compass_of
from extramile.growth.journey.goals import Goal, goal_of
from extramile.people.queries.sealed import Entry, entries, entry, named
from extramile.people.seal import Seal, Shelf

COMPASS = "compass"


@dataclass(frozen=True, slots=True)
class Kept:
    """A win, or something that makes somebody happy. `words` is None when the entry cannot be opened."""

    row: UUID
    day: date
    words: str | None
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Goals:
    """Goals on the way and reached ones, and how many entries cannot be opened."""

    going: list[Goal]
    reached: list[Goal]
    closed: int


def goals(seal: Seal, *, whole: bool = False) -> Goals:
    """Somebody's own goals, the newest first; with their steps and check-ins when wanted `whole`."""
    found = entries(seal, Shelf.GOALS)
    opened = [goal_of(one.content, since=one.day, row=one.id, whole=whole) for one in found if one.content is not None]
    going = [one for one in opened if not one.reached]
    return Goals(going, [one for one in opened if one.reached], len(found) - len(opened))


def goal(seal: Seal, row: UUID) -> Goal | None:
    """One goal; None when there is none, or it cannot be opened."""
    found = entry(seal, Shelf.GOALS, row)
    return goal_of(found.content, since=found.day, row=row) if found and found.content is not None else None


def compass(seal: Seal) -> Compass:
    """What somebody steers by."""
    found = named(seal, Shelf.COMPASS, COMPASS).get(COMPASS)
    return compass_of(found.content if found else None, opens=not found or found.content is not None)


def kept(seal: Seal, shelf: Shelf, *, words: str = "", most: int | None = None, skip: int = 0) -> list[Kept]:
    """What lies on a shelf of single lines, the newest first, after the first `skip`; or those that hold all `words`.

    Searching opens every entry here, in this request, and stores nothing.
    """
    wanted = words.casefold().split()
    found = [_kept(one) for one in entries(seal, shelf, most=None if wanted else most, skip=0 if wanted else skip)]
    if wanted:
        found = [one for one in found if one.words and all(word in one.words.casefold() for word in wanted)]
    return found[:most]


def _kept(one: Entry) -> Kept:
    if one.content is None:
        return Kept(one.id, one.day, None)
    return Kept(one.id, one.day, str(one.content.get("words") or ""), str(one.content.get("goal") or ""))
