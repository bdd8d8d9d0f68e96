"""What somebody does with their own day. All of it is sealed; nothing follows from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from extramile.growth.today.days import Face
from extramile.people.actions import sealed
from extramile.people.seal import Seal, Shelf


def arrive(seal: Seal, day: date, face: Face, *, at: datetime) -> None:
    """Keep how somebody arrives. Asked again, the later answer counts."""
    _keep(seal, day, face=face.value, began=at.isoformat())


def _keep(seal: Seal, day: date, **changed: Any) -> None:
    sealed.fill_in(seal, Shelf.DAY, day.isoformat(), changed, day=day)
