"""A year as twelve small pictures, one square a day. Days without an answer look like days off: nothing counts them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import formats

from extramile.growth.today.days import Day, Face

SIDE = 14


@dataclass(frozen=True, slots=True)
class Square:
    """One day: where it stands in its month's picture, and the face of that day, if one was kept."""

    day: date
    x: int
    y: int
    face: Face | None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its name and its squares."""

    name: str
    squares: list[Square]


def months(year: int, days: Iterable[Day]) -> list[Month]:
    """The months of a year, weeks as columns and Mondays on top."""
    faces = {one.day: one.face for one in days}
    return [Month(formats.date_format(date(year, n, 1), "F"), _squares(year, n, faces)) for n in range(1, 13)]


def _squares(year: int, month: int, faces: dict[date, Face | None]) -> list[Square]:
    first, length = calendar.monthrange(year, month)
    found = []
    for n in range(length):
        day = date(year, month, n + 1)
        week, weekday = divmod(first + n, 7)
        found.append(Square(day, week * SIDE, weekday * SIDE, faces.get(day)))
    return found
