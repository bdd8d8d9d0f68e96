"""What a release is made of, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

WHOLE = 0  # in place of a part's key: the whole company
OUT = -1  # in place of a key: in no part of that round, or in none that was told


class Why(StrEnum):
    """Why something is not shown."""

    FEW = "few"  # here, or in what would be left over, or besides those who lead
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """Those who were asked together: a team, or with `named` off all who are in none that may be told.

    Parts of a round do not overlap, and together are everybody who was asked. `leads` are those of them who lead.
    """

    key: int
    people: frozenset[int]
    leads: frozenset[int] = frozenset()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Sum:
    """How many of a part answered on one scale, and the sum of their scores, each 0 to 100."""

    n: int = 0
    total: float = 0.0


class Band(NamedTuple):
    """A mean as it is told: between two multiples of 5. The same: about that; from 0 or to 100: or less, or more."""

    low: int
    high: int


class Shown(NamedTuple):
    """What is told of a part or of the whole, on one scale: a band, or why there is none."""

    n: int
    band: Band | None = None
    why: Why | None = None


Crossed = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people, and of those who lead, were in which part before and are in which now: by now, then by then."""

    people: Crossed
    leads: Crossed
