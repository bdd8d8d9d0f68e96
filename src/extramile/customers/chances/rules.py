"""Which chance to please a customer there is now: one at most, from facts that can be looked up.

The order of preference is that of the occasions below: who comes back after we failed them matters most, then what we
did better than we said, then who has been away, and a day to remember comes before a purchase or a rung. What was taken
or let go is never offered again for the same occasion; and a kind that was let go twice in a row is not offered to that
customer for a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from extramile.customers.account.facts import Fact

COMPLAINT = timedelta(days=180)
EARLY = timedelta(days=14)
_SINCE = timedelta(days=1)
_NEW = timedelta(days=30)
_AROUND = timedelta(days=3)
_LONG = timedelta(days=180)
_USUALLY = 2
_TALK = timedelta(days=14)
_QUIET = timedelta(days=365)
_LET_GO = 2
_KEY = re.compile(r"(?P<occasion>[a-z]+):[\w:-]{1,40}", re.ASCII)


class Occasion(StrEnum):
    """Why there is a chance, the one that matters most first."""

    BACK = "back"
    EARLY = "early"
    SILENCE = "silence"
    ANNIVERSARY = "anniversary"
    FIRST = "first"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What went wrong: a withdrawal in the customer's account, by its line."""

    line: int
    fact: Fact
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise that was kept before it was due."""

    promise: int
    at: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """A chance that was taken, or else let go, under the key of its occasion."""

    key: str
    done: bool
    at: datetime

    @property
    def occasion(self) -> str:
        """Its kind."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to go by. `began` is when the conversation in view began, and `before` when the customer was last
    heard of until then; `one_away` is whether one purchase more moves them up."""

    now: datetime
    today: date
    began: datetime
    before: datetime | None = None
    first: date | None = None
    last: date | None = None
    repeats: int = 0
    one_away: bool = False
    complaint: Complaint | None = None
    kept: Kept | None = None
    answered: Sequence[Answered] = ()


@dataclass(frozen=True, slots=True)
class Chance:
    """One chance and the fact behind it: a day, how many of what, or what went wrong."""

    occasion: Occasion
    key: str
    day: date | None = None
    n: int = 0
    lasts: timedelta = timedelta()
    fact: Fact | None = None


def chance(known: Known) -> Chance | None:
    """The one to offer, or None."""
    answered = {one.key for one in known.answered}
    for found in (_back(known), _early(known), _silence(known), _anniversary(known), _first(known), _near(known)):
        if found and found.key not in answered and not _tired(found.occasion, known):
            return found
    return None


def occasion_of(key: str) -> Occasion | None:
    """The kind of an occasion from its key; None for what is no key."""
    found = _KEY.fullmatch(key)
    return Occasion(found["occasion"]) if found and found["occasion"] in set(Occasion) else None


def _tired(occasion: Occasion, known: Known) -> bool:
    of_kind = sorted((one for one in known.answered if one.occasion == occasion), key=lambda one: one.at)
    last = of_kind[-_LET_GO:]
    return len(last) == _LET_GO and not any(one.done for one in last) and known.now - last[-1].at < _QUIET


def _back(known: Known) -> Chance | None:
    wrong = known.complaint
    if wrong is None or known.now - wrong.at > COMPLAINT:
        return None
    wrote = known.began >= wrong.at + _SINCE
    bought = known.last is not None and known.last > wrong.at.date()
    if not (wrote or bought):
        return None
    return Chance(Occasion.BACK, f"back:{wrong.line}", day=wrong.at.date(), fact=wrong.fact)


def _early(known: Known) -> Chance | None:
    kept = known.kept
    if kept is None or known.now - kept.at > EARLY:
        return None
    return Chance(Occasion.EARLY, f"early:{kept.promise}", day=kept.at.date(), lasts=kept.due - kept.at)


def _silence(known: Known) -> Chance | None:
    """Quiet for half a year and for twice as long as is usual between two purchases, and now writes."""
    heard = max((day for day in (known.before and known.before.date(), known.last) if day), default=None)
    if heard is None or known.now - known.began > _TALK:
        return None
    quiet = known.began.date() - heard
    usual = (known.last - known.first) / known.repeats if known.last and known.first and known.repeats else timedelta()
    if quiet < max(_LONG, _USUALLY * usual):
        return None
    return Chance(Occasion.SILENCE, f"silence:{heard.isoformat()}", day=heard, lasts=quiet)


def _anniversary(known: Known) -> Chance | None:
    if known.first is None:
        return None
    this_year = known.today.year - known.first.year
    for years in (this_year - 1, this_year, this_year + 1):
        if years >= 1 and abs(known.today - _years_after(known.first, years)) <= _AROUND:
            return Chance(Occasion.ANNIVERSARY, f"anniversary:{years}", day=known.first, n=years)
    return None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # The 29th of February.
        return day.replace(year=day.year + years, day=28)


def _first(known: Known) -> Chance | None:
    if known.first is None or known.repeats or not timedelta() <= known.today - known.first <= _NEW:
        return None
    return Chance(Occasion.FIRST, f"first:{known.first.isoformat()}", day=known.first)


def _near(known: Known) -> Chance | None:
    return Chance(Occasion.NEAR, f"near:{known.repeats}", n=known.repeats) if known.one_away else None
