"""What somebody does with their own day. All of it is sealed; nothing follows from it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from extramile.growth.today import queries
from extramile.growth.today.days import Day, Face, Hard, Part
from extramile.growth.today.intentions import Plan
from extramile.people.actions import sealed
from extramile.people.seal import Seal, Shelf


def begin(seal: Seal, day: Day, *, at: datetime) -> None:
    """Begin a day, unless it has begun: a shift that goes on past midnight is still in it."""
    if day.began is None:
        _keep(seal, day.day, began=at.isoformat())


def arrive(seal: Seal, day: Day, face: Face, *, at: datetime) -> None:
    """Keep how somebody arrives. Asked again, the later answer counts."""
    began = {} if day.began else {"began": at.isoformat()}
    _keep(seal, day.day, face=face.value, **began)


def intend(seal: Seal, day: Day, plan: Plan | None) -> None:
    """Keep today's intention; None lets it go."""
    _keep(seal, day.day, intention=asdict(plan) if plan else None)


def keep_good(seal: Seal, day: Day, words: str) -> None:
    """Keep one good thing of the day; no words let it go."""
    _keep(seal, day.day, good=words)


def see_again(seal: Seal, day: Day, hard: Hard | None) -> None:
    """Keep a hard moment, seen again; None lets it go."""
    _keep(seal, day.day, hard=asdict(hard) if hard else None)


def close(seal: Seal, day: Day, *, at: datetime) -> None:
    """Close the day. What comes after it belongs to the next one."""
    _keep(seal, day.day, closed=at.isoformat())


def leave_out(seal: Seal, day: Day, parts: frozenset[Part]) -> None:
    """Leave these parts of Today out from now on, and show all others."""
    sealed.fill_in(seal, Shelf.HABITS, queries.TODAY, {"off": sorted(parts)}, day=day.day)


def _keep(seal: Seal, day: date, **changed: Any) -> None:
    sealed.fill_in(seal, Shelf.DAY, day.isoformat(), changed, day=day)
