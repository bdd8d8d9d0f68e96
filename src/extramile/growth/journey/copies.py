"""Goals that colleagues show each other."""

from __future__ import annotations

from dataclasses import dataclass

from extramile.growth import copies
from extramile.growth.copies import What
from extramile.people.models import Agent
from extramile.people.seal import Seal


@dataclass(frozen=True, slots=True)
class Shown:
    """A colleague's goal, as they share it. `title` and `words` are None when the copy cannot be opened."""

    owner: str
    title: str | None = None
    words: str | None = None


def shared_with(seal: Seal, agent: Agent) -> list[Shown]:
    """Goals that colleagues show to somebody, by name of who shares."""
    found = [_shown(one) for one in copies.shown_to(seal, agent) if one.what == What.GOAL]
    return sorted(found, key=lambda one: (one.owner, one.title or ""))


def _shown(one: copies.Copy) -> Shown:
    if one.content is None:
        return Shown(one.owner)
    return Shown(one.owner, str(one.content.get("title") or ""), str(one.content.get("words") or ""))
