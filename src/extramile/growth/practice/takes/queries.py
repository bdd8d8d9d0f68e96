"""Reading one's own takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from extramile.growth import copies
from extramile.growth.copies import What
from extramile.growth.practice.takes.take import Take, take_of
from extramile.growth.skills import Skill
from extramile.people.models import Agent
from extramile.people.queries.sealed import entries, entry
from extramile.people.seal import Seal, Shelf


@dataclass(frozen=True, slots=True)
class Takes:
    """Takes, the newest first, and how many entries cannot be opened."""

    takes: list[Take]
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A colleague's take, as they show it."""

    pk: int
    owner: str
    take: Take


class NotThere(LookupError):
    """No such take of one's own, or none that opens."""


def takes(seal: Seal) -> Takes:
    """All of somebody's takes."""
    found = entries(seal, Shelf.TAKES)
    opened = [take_of(one.content, day=one.day, row=one.id) for one in found if one.content is not None]
    return Takes(sorted(opened, key=lambda one: one.turn, reverse=True), len(found) - len(opened))


def take(seal: Seal, row: UUID) -> Take:
    """One take. Raises NotThere."""
    found = entry(seal, Shelf.TAKES, row)
    if found is None or found.content is None:
        raise NotThere
    return take_of(found.content, day=found.day, row=row)


def by_skill(takes: list[Take]) -> Counter[Skill]:
    """In how many takes each skill was rehearsed: those in which something was said."""
    return Counter(Skill(skill) for one in takes if one.lines for skill in one.played.skills)


def shown_to(seal: Seal, agent: Agent) -> list[Shown]:
    """Takes that colleagues show to somebody, by name of who shows them."""
    found = [one for one in copies.shown_to(seal, agent) if one.what == What.TAKE]
    return [Shown(one.pk, one.owner, take_of(one.content or {})) for one in found]
