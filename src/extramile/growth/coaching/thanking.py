"""What a lead has let be of the reminders to thank: one sealed row, so that skipping is known to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from extramile.people.actions import sealed
from extramile.people.queries.sealed import named
from extramile.people.seal import Seal, Shelf

_NAME = "thanking"
_MOST = 60


@dataclass(frozen=True, slots=True)
class Habit:
    """Whether reminders are left out from now on, and the occasions that were let be."""

    off: bool = False
    past: tuple[str, ...] = ()


def habit(seal: Seal) -> Habit:
    """How somebody wants it."""
    found = named(seal, Shelf.HABITS, _NAME).get(_NAME)
    kept = found.content if found and found.content else {}
    return Habit(bool(kept.get("off")), tuple(str(one) for one in kept.get("past", ())))


def let_be(seal: Seal, key: str, *, day: date) -> None:
    """Do not show this occasion again."""
    sealed.rewrite(seal, Shelf.HABITS, _NAME, lambda kept: _with(kept, key), day=day)


def leave_out(seal: Seal, *, off: bool, day: date) -> None:
    """Leave reminders out from now on, or bring them back."""

    def chosen(kept: dict[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in kept.items() if name != "off"}
        return {**rest, "off": True} if off else rest

    sealed.rewrite(seal, Shelf.HABITS, _NAME, chosen, day=day)


def _with(kept: dict[str, Any], key: str) -> dict[str, Any]:
    past = [one for one in kept.get("past", ()) if one != key]
    return {**kept, "past": [*past, key][-_MOST:]}
