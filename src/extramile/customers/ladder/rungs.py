"""The rungs, the facts that each rests on, and who moves when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from extramile.customers.ladder.alive import History, Parameters, alive

FREQUENT = 3
STILL_HERE = 0.5
GONE_QUIET = 0.3
PUBLIC_ACTS = 3
ADVOCACY_DAYS = 365


class Rung(IntEnum):
    """From the first purchase to the friend who brings others. Higher is nearer."""

    NOT_KNOWN = 0
    ONE_TIME = 1
    OCCASIONAL = 2
    FREQUENT = 3
    LOYAL = 4
    ADVOCATE = 5
    BRAND_EVANGELIST = 6


@dataclass(frozen=True, slots=True)
class Advocacy:
    """What a customer did for us within the last ADVOCACY_DAYS: acts of any kind, public ones, referrals who bought;
    and the day of the last of these."""

    acts: int = 0
    public: int = 0
    referrals: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A rung, and the probability that the customer still buys (None where that says nothing)."""

    rung: Rung
    alive: float | None


def place(bought: History | None, advocacy: Advocacy, parameters: Parameters | None) -> Place:
    """The rung that the facts alone give, without what was before.

    Without parameters (too few customers to learn from) nobody can be told apart from those who went quiet, and three
    repeats make a frequent customer.
    """
    if bought is None:
        return Place(Rung.NOT_KNOWN, None)
    still = alive(parameters, bought) if parameters and bought.repeats else None
    if advocacy.referrals or advocacy.public >= PUBLIC_ACTS:
        rung = Rung.BRAND_EVANGELIST
    elif bought.repeats and advocacy.acts:
        rung = Rung.ADVOCATE
    elif bought.repeats >= FREQUENT:
        rung = Rung.LOYAL if still is not None and still >= STILL_HERE else Rung.FREQUENT
    else:
        rung = Rung.OCCASIONAL if bought.repeats else Rung.ONE_TIME
    return Place(rung, still)


def moved(before: Rung, now: Place) -> Rung:
    """Where a customer stands after a night: up at once; down one rung, and only when they have gone quiet."""
    if now.rung >= before or now.rung is Rung.NOT_KNOWN:
        return now.rung
    if now.alive is not None and now.alive < GONE_QUIET:
        return Rung(before - 1)
    return before
